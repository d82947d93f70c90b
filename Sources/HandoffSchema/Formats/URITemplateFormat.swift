/// URI templates (RFC 6570 section 2, with the erratum that allows an apostrophe in literals).
enum URITemplateFormat {
  static func accepts(_ text: [Unicode.Scalar]) -> Bool {
    var rest = text[...]
    while let scalar = rest.first {
      if scalar == "{" {
        guard let end = rest.firstIndex(of: "}"), isExpression(rest[(rest.startIndex + 1)..<end]) else {
          return false
        }
        rest = rest[(end + 1)...]
      } else if scalar == "%" {
        guard isEncoded(rest) else { return false }
        rest = rest.dropFirst(3)
      } else {
        guard isLiteral(scalar) else { return false }
        rest = rest.dropFirst()
      }
    }
    return true
  }

  private static func isLiteral(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value > 0x7F { return scalar.isInternational || scalar.isPrivate }
    return scalar.value > 0x20 && scalar.value < 0x7F && !"\"%<>\\^`{|}".unicodeScalars.contains(scalar)
  }

  private static func isEncoded(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    text.count > 2 && text[text.startIndex + 1].isHexadecimalDigit
      && text[text.startIndex + 2].isHexadecimalDigit
  }

  private static func isExpression(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    var rest = text
    if let first = rest.first, "+#./;?&=,!@|".unicodeScalars.contains(first) { rest = rest.dropFirst() }
    return rest.split(separator: ",", omittingEmptySubsequences: false).allSatisfy(isVariable)
  }

  private static func isVariable(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    var name = text
    if name.last == "*" {
      name = name.dropLast()
    } else if let colon = name.firstIndex(of: ":") {
      let length = name[(colon + 1)...]
      guard (1...4).contains(length.count), length.first != "0", length.allSatisfy(\.isDecimalDigit) else {
        return false
      }
      name = name[..<colon]
    }
    return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isName)
  }

  private static func isName(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    var rest = text
    while let scalar = rest.first {
      if scalar == "%" {
        guard isEncoded(rest) else { return false }
        rest = rest.dropFirst(3)
      } else {
        guard scalar.isASCIILetter || scalar.isDecimalDigit || scalar == "_" else { return false }
        rest = rest.dropFirst()
      }
    }
    return !text.isEmpty
  }
}
