/// A format of JSON Schema 2020-12 (validation, section 7.3) that can be checked.
package enum Format: String, Sendable, CaseIterable {
  case dateTime = "date-time"
  case date, time, duration, email
  case idnEmail = "idn-email"
  case hostname
  case idnHostname = "idn-hostname"
  case ipv4, ipv6, uri
  case uriReference = "uri-reference"
  case iri
  case iriReference = "iri-reference"
  case uuid
  case uriTemplate = "uri-template"
  case jsonPointer = "json-pointer"
  case relativeJSONPointer = "relative-json-pointer"
  case regex

  /// The format of a name, or `nil` for one that means nothing and so accepts everything.
  package init?(named name: String) {
    self.init(rawValue: name)
  }

  /// The format in words, for messages.
  package var phrase: String {
    switch self {
    case .dateTime: "a date and time such as 2024-02-29T12:00:00Z"
    case .date: "a date such as 2024-02-29"
    case .time: "a time with offset such as 12:00:00Z"
    case .duration: "a duration such as P1DT12H"
    case .email, .idnEmail: "an e-mail address"
    case .hostname, .idnHostname: "a host name"
    case .ipv4: "an IPv4 address"
    case .ipv6: "an IPv6 address"
    case .uri: "an absolute URI"
    case .uriReference: "a URI reference"
    case .iri: "an absolute IRI"
    case .iriReference: "an IRI reference"
    case .uuid: "a UUID"
    case .uriTemplate: "a URI template"
    case .jsonPointer: "a JSON Pointer"
    case .relativeJSONPointer: "a relative JSON Pointer"
    case .regex: "a regular expression"
    }
  }

  /// Says whether a text is in the format.
  ///
  /// - Complexity: O(*n*) in the length of the text; a regular expression is compiled.
  package func accepts(_ text: String) -> Bool {
    switch self {
    case .dateTime: DateFormat.isDateTime(Array(text.utf8))
    case .date: DateFormat.isDate(Array(text.utf8)[...])
    case .time: DateFormat.isTime(Array(text.utf8)[...])
    case .duration: DateFormat.isDuration(Array(text.utf8))
    case .email: EmailFormat.accepts(Array(text.unicodeScalars), isInternational: false)
    case .idnEmail: EmailFormat.accepts(Array(text.unicodeScalars), isInternational: true)
    case .hostname: HostnameFormat.accepts(Array(text.unicodeScalars), isInternational: false)
    case .idnHostname: HostnameFormat.accepts(Array(text.unicodeScalars), isInternational: true)
    case .ipv4: AddressFormat.isIPv4(Array(text.unicodeScalars)[...])
    case .ipv6: AddressFormat.isIPv6(Array(text.unicodeScalars)[...])
    case .uri: URIFormat(isInternational: false).accepts(text, needsScheme: true)
    case .uriReference: URIFormat(isInternational: false).accepts(text, needsScheme: false)
    case .iri: URIFormat(isInternational: true).accepts(text, needsScheme: true)
    case .iriReference: URIFormat(isInternational: true).accepts(text, needsScheme: false)
    case .uuid: Self.isUUID(text)
    case .uriTemplate: URITemplateFormat.accepts(Array(text.unicodeScalars))
    case .jsonPointer: JSONPointer(parsing: text) != nil
    case .relativeJSONPointer: Self.isRelativePointer(text)
    case .regex: Self.isRegularExpression(text)
    }
  }

  // RFC 4122 section 3.
  private static func isUUID(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 36 else { return false }
    return bytes.enumerated().allSatisfy { place, byte in
      switch place {
      case 8, 13, 18, 23: byte == UInt8(ascii: "-")
      default: Unicode.Scalar(byte).isHexadecimalDigit
      }
    }
  }

  // draft-bhutton-relative-json-pointer-00: a number without leading zeros, then "#" or a pointer.
  private static func isRelativePointer(_ text: String) -> Bool {
    let digits = text.unicodeScalars.prefix { $0.isDecimalDigit }
    guard let first = digits.first, first != "0" || digits.count == 1 else { return false }
    let rest = String(text.unicodeScalars.dropFirst(digits.count))
    return rest == "#" || JSONPointer(parsing: rest) != nil
  }

  // A back-reference or an automaton beyond the cap is a regular expression all the same.
  private static func isRegularExpression(_ text: String) -> Bool {
    do {
      _ = try Pattern(text)
      return true
    } catch {
      return error.isExpressionValid
    }
  }
}

extension Unicode.Scalar {
  var isDecimalDigit: Bool { value >= 0x30 && value <= 0x39 }
  var isASCIILetter: Bool { (value | 0x20) >= 0x61 && (value | 0x20) <= 0x7A }
  var isHexadecimalDigit: Bool { isDecimalDigit || (value | 0x20) >= 0x61 && (value | 0x20) <= 0x66 }
}
