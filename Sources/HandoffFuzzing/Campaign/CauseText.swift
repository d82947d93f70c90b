package import HandoffSchema

/// Free text of consumers without what changes from payload to payload, so that one cause has one text.
package enum CauseText {
  /// The longest text that tells causes apart, in code points.
  private static let limit = 120
  /// What is looked at of a text, in code points.
  private static let looked = 600
  /// The most texts of a payload that are taken out.
  private static let payloadTexts = 64

  /// The words of a text without numbers, addresses, quoted parts and values in brackets, and without the texts
  /// of the payload that it is about.
  package static func skeleton(of text: String, payload: JSONValue? = nil) -> String {
    // By code points: a mark that joins the quote in front of it would hide that quote.
    var scalars = Array(text.unicodeScalars.prefix(looked))
    if let payload {
      for value in texts(in: payload) { scalars = removing(Array(value.unicodeScalars), from: scalars) }
    }
    return plain(scalars)
  }

  private static func plain(_ text: [Unicode.Scalar]) -> String {
    var result = String.UnicodeScalarView()
    var index = 0
    while index < text.count, result.count < limit {
      let scalar = text[index]
      if let end = endOfQuote(text, from: index) ?? endOfBrackets(text, from: index) {
        result.append("…")
        index = end
      } else if isDigit(scalar) {
        index = endOfNumber(text, from: index)
        result.append("#")
      } else {
        result.append(scalar.properties.isWhitespace ? " " : scalar)
        index += 1
      }
    }
    return String(result)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType == .decimal }

  /// The index behind a quoted part that begins here; an apostrophe within a word begins none.
  private static func endOfQuote(_ text: [Unicode.Scalar], from start: Int) -> Int? {
    let quote = text[start]
    guard quote == "\"" || quote == "'" || quote == "`" else { return nil }
    if quote == "'", start > 0, text[start - 1].properties.isAlphabetic { return nil }
    guard let end = text[(start + 1)...].firstIndex(of: quote) else { return nil }
    return end + 1
  }

  private static func endOfBrackets(_ text: [Unicode.Scalar], from start: Int) -> Int? {
    guard text[start] == "{" || text[start] == "[" else { return nil }
    var depth = 0
    for index in start..<text.count {
      if text[index] == "{" || text[index] == "[" { depth += 1 }
      if text[index] == "}" || text[index] == "]" {
        depth -= 1
        if depth == 0 { return index + 1 }
      }
    }
    return nil
  }

  /// The index behind a number, its sign aside; `0x` begins an address in hexadecimal digits.
  private static func endOfNumber(_ text: [Unicode.Scalar], from start: Int) -> Int {
    var index = start
    let isHexadecimal = text[start] == "0" && start + 1 < text.count && text[start + 1] == "x"
    if isHexadecimal { index += 2 }
    while index < text.count {
      let scalar = text[index]
      let isPoint = scalar == "." && index + 1 < text.count && isDigit(text[index + 1])
      guard isDigit(scalar) || isPoint || isHexadecimal && scalar.properties.isASCIIHexDigit else { break }
      index += 1
    }
    return index
  }

  /// The longer texts of a payload, the longest first.
  private static func texts(in payload: JSONValue) -> [String] {
    var found: [String] = []
    var open = [payload]
    while let value = open.popLast(), found.count < payloadTexts {
      switch value {
      case .string(let text): if text.unicodeScalars.count >= 3 { found.append(text) }
      case .array(let elements): open += elements.prefix(payloadTexts)
      case .object(let members): open += members.prefix(payloadTexts).map(\.value)
      default: break
      }
    }
    return found.sorted { ($1.unicodeScalars.count, $0) < ($0.unicodeScalars.count, $1) }
  }

  private static func removing(_ part: [Unicode.Scalar], from text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard !part.isEmpty, part.count <= text.count else { return text }
    var result: [Unicode.Scalar] = []
    var index = 0
    while index < text.count {
      if index + part.count <= text.count, text[index..<index + part.count].elementsEqual(part) {
        result.append("…")
        index += part.count
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }
}
