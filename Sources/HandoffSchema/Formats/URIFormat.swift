/// URIs (RFC 3986 appendix A) and IRIs (RFC 3987 section 2.2).
struct URIFormat {
  /// True for IRIs, which may hold characters beyond ASCII.
  var isInternational: Bool

  func accepts(_ text: String, needsScheme: Bool) -> Bool {
    var rest = Array(text.unicodeScalars)[...]
    if let hash = rest.firstIndex(of: "#") {
      guard isText(rest[(hash + 1)...], extra: "/?") else { return false }
      rest = rest[..<hash]
    }
    if let mark = rest.firstIndex(of: "?") {
      guard isText(rest[(mark + 1)...], extra: "/?", isQuery: true) else { return false }
      rest = rest[..<mark]
    }
    // A colon in the first segment can only end a scheme.
    let segment = rest.prefix { $0 != "/" }
    if let colon = segment.firstIndex(of: ":") {
      guard isScheme(rest[..<colon]) else { return false }
      rest = rest[(colon + 1)...]
    } else if needsScheme {
      return false
    }
    if rest.starts(with: ["/", "/"]) {
      rest = rest.dropFirst(2)
      let authority = rest.prefix { $0 != "/" }
      guard isAuthority(authority) else { return false }
      rest = rest.dropFirst(authority.count)
    }
    return isText(rest, extra: "/")
  }

  private func isScheme(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard text.first?.isASCIILetter == true else { return false }
    return text.allSatisfy { $0.isASCIILetter || $0.isDecimalDigit || "+-.".unicodeScalars.contains($0) }
  }

  private func isAuthority(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    var rest = text
    if let at = rest.firstIndex(of: "@") {
      guard isText(rest[..<at], without: "@") else { return false }
      rest = rest[(at + 1)...]
    }
    if rest.first == "[" {
      guard let end = rest.firstIndex(of: "]"), isLiteral(rest[(rest.startIndex + 1)..<end]) else {
        return false
      }
      rest = rest[(end + 1)...]
      if rest.isEmpty { return true }
      return rest.first == ":" && rest.dropFirst().allSatisfy(\.isDecimalDigit)
    }
    let host = rest.prefix { $0 != ":" }
    guard isText(host, without: "@:") else { return false }
    return rest.dropFirst(host.count + 1).allSatisfy(\.isDecimalDigit)
  }

  // What stands between brackets: an IPv6 address, or the form kept for later versions.
  private func isLiteral(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard text.first == "v" || text.first == "V" else { return AddressFormat.isIPv6(text) }
    let parts = text.dropFirst().split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[0].allSatisfy(\.isHexadecimalDigit) else { return false }
    return !parts[1].isEmpty && parts[1].allSatisfy { $0.isUnreserved || $0.isSubDelimiter || $0 == ":" }
  }

  // Path characters with percent-encoding, and what the part allows besides or does not allow.
  private func isText(
    _ text: ArraySlice<Unicode.Scalar>, extra: String = "", without: String = "", isQuery: Bool = false
  ) -> Bool {
    var place = text.startIndex
    while place < text.endIndex {
      let scalar = text[place]
      if scalar == "%" {
        guard place + 2 < text.endIndex, text[place + 1].isHexadecimalDigit,
          text[place + 2].isHexadecimalDigit
        else { return false }
        place += 3
        continue
      }
      let isPathCharacter = scalar.isUnreserved || scalar.isSubDelimiter || scalar == ":" || scalar == "@"
      let isWide = isInternational && (scalar.isInternational || isQuery && scalar.isPrivate)
      if without.unicodeScalars.contains(scalar) { return false }
      guard isPathCharacter || isWide || extra.unicodeScalars.contains(scalar) else { return false }
      place += 1
    }
    return true
  }
}

extension Unicode.Scalar {
  fileprivate var isUnreserved: Bool {
    isASCIILetter || isDecimalDigit || "-._~".unicodeScalars.contains(self)
  }

  fileprivate var isSubDelimiter: Bool { "!$&'()*+,;=".unicodeScalars.contains(self) }

  /// `ucschar` of RFC 3987.
  var isInternational: Bool {
    switch value {
    case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
    case 0x10000...0xEFFFD: value & 0xFFFF <= 0xFFFD && (value < 0xE0000 || value >= 0xE1000)
    default: false
    }
  }

  /// `iprivate` of RFC 3987.
  var isPrivate: Bool {
    switch value {
    case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: true
    default: false
    }
  }
}
