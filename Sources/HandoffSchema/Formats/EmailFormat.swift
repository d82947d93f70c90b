/// Mail addresses: `Mailbox` of RFC 5321 section 4.1.2, and with RFC 6531 section 3.3 beyond ASCII.
enum EmailFormat {
  static func accepts(_ text: [Unicode.Scalar], isInternational: Bool) -> Bool {
    guard let at = separator(text) else { return false }
    let local = text[..<at]
    guard local.reduce(0, { $0 + Unicode.UTF8.width($1) }) <= 64 else { return false }
    return isLocalPart(local, isInternational) && isDomain(text[(at + 1)...], isInternational)
  }

  // The "@" after the local part, which may hold others only between quotes.
  private static func separator(_ text: [Unicode.Scalar]) -> Int? {
    guard text.first == "\"" else { return text.firstIndex(of: "@") }
    var place = 1
    while place < text.count, text[place] != "\"" { place += text[place] == "\\" ? 2 : 1 }
    guard place + 1 < text.count, text[place + 1] == "@" else { return nil }
    return place + 1
  }

  private static func isLocalPart(_ text: ArraySlice<Unicode.Scalar>, _ isInternational: Bool) -> Bool {
    if text.first == "\"" {
      // `separator` has seen to the closing quote and to what follows a backslash being there.
      return text.dropFirst().dropLast().allSatisfy {
        $0.value >= 0x20 && $0.value < 0x7F || isInternational && $0.value > 0x7F
      }
    }
    return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty
        && atom.allSatisfy {
          $0.isASCIILetter || $0.isDecimalDigit || "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains($0)
            || isInternational && $0.value > 0x7F
        }
    }
  }

  private static func isDomain(_ text: ArraySlice<Unicode.Scalar>, _ isInternational: Bool) -> Bool {
    if text.first == "[", text.last == "]" {
      let literal = text.dropFirst().dropLast()
      let tag = "ipv6:".unicodeScalars
      let hasTag = literal.prefix(5).elementsEqual(tag) {
        $0.value | ($0.isASCIILetter ? 0x20 : 0) == $1.value
      }
      return hasTag ? AddressFormat.isIPv6(literal.dropFirst(5)) : AddressFormat.isIPv4(literal)
    }
    // Labels beyond ASCII need not be fit for registration to be mailed to.
    return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
      !label.isEmpty && label.first != "-" && label.last != "-"
        && label.allSatisfy {
          $0.isASCIILetter || $0.isDecimalDigit || $0 == "-" || isInternational && $0.value > 0x7F
        }
    }
  }
}
