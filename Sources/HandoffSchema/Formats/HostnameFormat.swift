/// Host names (RFC 1123 section 2.1), with A-labels and U-labels checked by IDNA2008 (RFC 5890 to 5893).
enum HostnameFormat {
  static func accepts(_ text: [Unicode.Scalar], isInternational: Bool) -> Bool {
    let labels = text.split(omittingEmptySubsequences: false) { scalar in
      scalar == "." || isInternational && ["\u{3002}", "\u{FF0E}", "\u{FF61}"].contains(scalar)
    }
    var length = labels.count - 1
    var unicodeLabels: [[Unicode.Scalar]] = []
    for label in labels {
      guard let (unicode, ascii) = read(label, isInternational: isInternational) else { return false }
      unicodeLabels.append(unicode)
      length += ascii
    }
    guard length <= 253 else { return false }
    // A right-to-left label puts the bidi rule on all of them.
    return !unicodeLabels.contains(where: BidiRule.isRightToLeft)
      || unicodeLabels.allSatisfy(BidiRule.accepts)
  }

  // A label in Unicode and the length of its ASCII form, or `nil` where it is not one.
  private static func read(
    _ label: ArraySlice<Unicode.Scalar>, isInternational: Bool
  ) -> ([Unicode.Scalar], Int)? {
    guard (1...63).contains(label.count), label.first != "-", label.last != "-" else { return nil }
    if label.allSatisfy(\.isASCII) {
      guard label.allSatisfy({ $0.isASCIILetter || $0.isDecimalDigit || $0 == "-" }) else {
        return nil
      }
      let lower = label.map { $0.isASCIILetter ? Unicode.Scalar(UInt8($0.value | 0x20)) : $0 }
      guard lower.starts(with: "xn--".unicodeScalars) else { return (lower, label.count) }
      // An A-label decodes to a U-label that encodes to the same again.
      guard let unicode = Punycode.decode(lower.dropFirst(4)), !unicode.allSatisfy(\.isASCII),
        IDNALabel.accepts(unicode), Punycode.encode(unicode).map({ $0 == Array(lower.dropFirst(4)) }) == true
      else { return nil }
      return (unicode, label.count)
    }
    let unicode = Array(label)
    guard isInternational, IDNALabel.accepts(unicode), let encoded = Punycode.encode(unicode),
      encoded.count + 4 <= 63
    else { return nil }
    return (unicode, encoded.count + 4)
  }
}
