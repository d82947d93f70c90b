/// What a label beyond ASCII may consist of (RFC 5891 section 4.2, RFC 5892).
///
/// The derived property is computed from the properties of the standard library's Unicode version, as
/// RFC 5892 section 3 defines it, instead of a table of one version.
enum IDNALabel {
  static func accepts(_ label: [Unicode.Scalar]) -> Bool {
    guard let first = label.first, first != "-", label.last != "-" else { return false }
    if label.count > 3, label[2] == "-", label[3] == "-" { return false }
    switch first.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return false
    default: break
    }
    return label.indices.allSatisfy { place in
      switch status(label[place]) {
      case .allowed: true
      case .disallowed: false
      case .inContext: isInContext(label, place)
      }
    }
  }

  private enum Status {
    case allowed, disallowed, inContext
  }

  // RFC 5892 section 3, in its order; sections 2.6 and 2.7 are the lists.
  private static func status(_ scalar: Unicode.Scalar) -> Status {
    switch scalar.value {
    case 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007: return .allowed
    case 0xB7, 0x375, 0x5F3, 0x5F4, 0x30FB, 0x660...0x669, 0x6F0...0x6F9: return .inContext
    case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: return .disallowed
    case 0x2D, 0x30...0x39, 0x61...0x7A: return .allowed
    case 0x200C, 0x200D: return .inContext
    // Old Hangul Jamo.
    case 0x1100...0x11FF, 0xA960...0xA97C, 0xD7B0...0xD7C6, 0xD7CB...0xD7FB: return .disallowed
    // Blocks of combining marks for symbols and of musical notation.
    case 0x20D0...0x20FF, 0x1D100...0x1D1FF, 0x1D200...0x1D24F: return .disallowed
    default: break
    }
    let properties = scalar.properties
    if properties.changesWhenNFKCCaseFolded || properties.isDefaultIgnorableCodePoint
      || properties.isWhitespace || properties.isNoncharacterCodePoint
    {
      return .disallowed
    }
    switch properties.generalCategory {
    case .lowercaseLetter, .uppercaseLetter, .otherLetter, .decimalNumber, .modifierLetter, .nonspacingMark,
      .spacingMark:
      return .allowed
    default: return .disallowed
    }
  }

  // RFC 5892 appendix A.
  private static func isInContext(_ label: [Unicode.Scalar], _ place: Int) -> Bool {
    let before = place > 0 ? label[place - 1] : nil
    let after = place + 1 < label.count ? label[place + 1] : nil
    switch label[place].value {
    case 0x200C:
      if before?.properties.canonicalCombiningClass == .virama { return true }
      return joins(label, before: place) && joins(label, after: place)
    case 0x200D: return before?.properties.canonicalCombiningClass == .virama
    case 0xB7: return before == "l" && after == "l"
    case 0x375: return after.map(isGreek) ?? false
    case 0x5F3, 0x5F4: return before.map(isHebrew) ?? false
    case 0x30FB: return label.contains(where: isJapanese)
    case 0x660...0x669: return !label.contains { (0x6F0...0x6F9).contains($0.value) }
    default: return !label.contains { (0x660...0x669).contains($0.value) }
    }
  }

  private static func joins(_ label: [Unicode.Scalar], before place: Int) -> Bool {
    let neighbour = label[..<place].last { !JoiningType.isTransparent($0) }
    return neighbour.map { JoiningType.joinsNext($0) } ?? false
  }

  private static func joins(_ label: [Unicode.Scalar], after place: Int) -> Bool {
    let neighbour = label[(place + 1)...].first { !JoiningType.isTransparent($0) }
    return neighbour.map { JoiningType.joinsPrevious($0) } ?? false
  }

  // The scripts of the context rules, by their ranges (Unicode 15, Scripts.txt).
  private static func isGreek(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x370...0x373, 0x375...0x377, 0x37A...0x37D, 0x37F, 0x384, 0x386, 0x388...0x3E1, 0x3F0...0x3FF: true
    case 0x1D26...0x1D2A, 0x1D5D...0x1D61, 0x1D66...0x1D6A, 0x1DBF, 0x1F00...0x1FFE, 0x2126, 0xAB65: true
    case 0x10140...0x1018E, 0x101A0, 0x1D200...0x1D245: true
    default: false
    }
  }

  private static func isHebrew(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x591...0x5C7, 0x5D0...0x5EA, 0x5EF...0x5F4, 0xFB1D...0xFB4F: true
    default: false
    }
  }

  // Hiragana, Katakana or Han.
  private static func isJapanese(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FD...0x30FF, 0x31F0...0x31FF: true
    case 0xFF66...0xFF6F, 0xFF71...0xFF9D, 0x1AFF0...0x1B167, 0x1F200: true
    case 0x2E80...0x2FD5, 0x3005, 0x3007, 0x3021...0x3029, 0x3038...0x303B, 0x3400...0x4DBF: true
    case 0x4E00...0x9FFF, 0xF900...0xFAD9, 0x16FE2...0x16FF1, 0x20000...0x323AF: true
    default: false
    }
  }
}
