/// The line of a program's last words that says what went wrong.
enum TellingLine {
  /// Finds it, or returns `nil` where there are no words.
  ///
  /// Of a traceback of Python it is the line behind the frames, of a stack of Node the line in front of it, of Swift the
  /// one with "Fatal error"; else the last line that is not blank.
  static func of(_ text: String) -> String? {
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    let isBlank: (String) -> Bool = { $0.allSatisfy(\.isWhitespace) }
    return afterTraceback(lines) ?? beforeStack(lines) ?? lines.last { $0.contains("Fatal error:") }
      ?? lines.last { !isBlank($0) }
  }

  private static func afterTraceback(_ lines: [String]) -> String? {
    guard let start = lines.lastIndex(where: { $0.hasPrefix("Traceback (most recent call last)") }) else {
      return nil
    }
    return lines[(start + 1)...].first { line in line.first.map { !$0.isWhitespace } ?? false }
  }

  private static func beforeStack(_ lines: [String]) -> String? {
    guard let frame = lines.firstIndex(where: { $0.hasPrefix("    at ") }), frame > 0 else { return nil }
    return lines[frame - 1]
  }
}
