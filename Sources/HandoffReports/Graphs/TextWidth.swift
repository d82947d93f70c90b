import HandoffSchema

/// How much room a line of text takes in a proportional font, estimated so that it is rather too much.
enum TextWidth {
  /// The width in pixels at a font size in pixels.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  static func of(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + share(of: $1) } * size
  }

  /// The part of the font size that a character takes.
  private static func share(of scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "'", "|", ".", ",", ":", ";", "!", "I": return 0.34
    case "f", "t", "r", "(", ")", "[", "]", "-", "/", "\\", " ", "\"": return 0.44
    case "m", "w", "M", "W", "@", "%", "—", "…": return 1.0
    default: break
    }
    if scalar.properties.generalCategory == .nonspacingMark { return 0 }
    if scalar.isASCII { return (65...90).contains(scalar.value) ? 0.76 : 0.62 }
    // East Asian characters and pictures are as wide as high.
    return scalar.value >= 0x1100 ? 1.15 : 0.76
  }

  /// The text, cut so that it has at most so many characters.
  static func cut(_ text: String, to limit: Int) -> String {
    let line = TerminalText.line(text)
    return line.count > limit ? line.prefix(limit - 1) + "…" : line
  }
}
