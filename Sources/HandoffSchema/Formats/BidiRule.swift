/// The rule for names with right-to-left labels (RFC 5893 section 2).
enum BidiRule {
  private enum Class {
    case left, right, arabic, arabicNumber, europeanNumber, mark, neutral
  }

  static func isRightToLeft(_ label: [Unicode.Scalar]) -> Bool {
    label.contains { scalar in
      switch bidiClass(scalar) {
      case .right, .arabic, .arabicNumber: true
      default: false
      }
    }
  }

  static func accepts(_ label: [Unicode.Scalar]) -> Bool {
    let classes = label.map(bidiClass)
    let last = classes.last { $0 != .mark }
    switch classes.first {
    case .right, .arabic:
      if classes.contains(.left) { return false }
      if classes.contains(.arabicNumber), classes.contains(.europeanNumber) { return false }
      return last == .right || last == .arabic || last == .arabicNumber || last == .europeanNumber
    case .left:
      if classes.contains(where: { $0 == .right || $0 == .arabic || $0 == .arabicNumber }) { return false }
      return last == .left || last == .europeanNumber
    default: return false
    }
  }

  // For code points that IDNA allows this is Bidi_Class of UnicodeData.txt: derived from the blocks that
  // DerivedBidiClass.txt gives to right-to-left scripts, the general category, and the exceptions listed.
  private static func bidiClass(_ scalar: Unicode.Scalar) -> Class {
    switch scalar.value {
    case 0x30...0x39, 0x6F0...0x6F9: return .europeanNumber
    case 0x660...0x669, 0x10D30...0x10D39: return .arabicNumber
    case 0x2D, 0xB7, 0x2B9...0x2BA, 0x2C6...0x2CF, 0x2EC, 0x375, 0x2E2F, 0x30FB, 0xA67F, 0xA717...0xA71F,
      0xA788, 0x200C, 0x200D:
      return .neutral
    case 0xCBF, 0xCC6, 0x11A07, 0x11A08, 0x11C3F: return .left
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return .mark
    default: break
    }
    switch scalar.value {
    case 0x590...0x5FF, 0x7C0...0x85F, 0xFB1D...0xFB4F, 0x10800...0x10CFF, 0x10D40...0x10EBF,
      0x10F00...0x10F2F, 0x10F70...0x10FFF, 0x1E800...0x1EC6F, 0x1ECC0...0x1ECFF, 0x1ED50...0x1EDFF,
      0x1EF00...0x1EFFF:
      return .right
    case 0x600...0x7BF, 0x860...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFF, 0x10D00...0x10D3F,
      0x10EC0...0x10EFF, 0x10F30...0x10F6F, 0x1EC70...0x1ECBF, 0x1ED00...0x1ED4F, 0x1EE00...0x1EEFF:
      return .arabic
    default: return .left
    }
  }
}
