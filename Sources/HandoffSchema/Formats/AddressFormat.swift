/// IP addresses: IPv4 in four decimal parts (RFC 2673 section 3.2), IPv6 in text (RFC 4291 section 2.2).
enum AddressFormat {
  static func isIPv4(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        guard (1...3).contains(part.count), part.allSatisfy(\.isDecimalDigit) else { return false }
        if part.first == "0" { return part.count == 1 }
        return part.reduce(0) { $0 * 10 + $1.value - 0x30 } <= 255
      }
  }

  static func isIPv6(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    // At most one "::" stands for a run of zero groups.
    let text = Array(text)
    var gap: Int?
    for place in text.indices.dropLast() where text[place] == ":" && text[place + 1] == ":" {
      if gap != nil { return false }
      gap = place
    }
    guard let gap else { return groups(text[...], mayEndInIPv4: true) == 8 }
    let tail = text[(gap + 2)...]
    guard let before = groups(text[..<gap], mayEndInIPv4: false),
      let after = groups(tail, mayEndInIPv4: true)
    else { return false }
    return before + after <= 7
  }

  // The number of 16-bit groups, or `nil` where one is malformed.
  private static func groups(_ text: ArraySlice<Unicode.Scalar>, mayEndInIPv4: Bool) -> Int? {
    if text.isEmpty { return 0 }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var count = 0
    for (place, part) in parts.enumerated() {
      if mayEndInIPv4, place == parts.count - 1, part.contains(".") {
        guard isIPv4(part) else { return nil }
        count += 2
      } else {
        guard (1...4).contains(part.count), part.allSatisfy(\.isHexadecimalDigit) else { return nil }
        count += 1
      }
    }
    return count
  }
}
