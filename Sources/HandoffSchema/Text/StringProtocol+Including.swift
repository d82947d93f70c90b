extension StringProtocol {
  /// Whether a text stands somewhere within this one, code point for code point.
  ///
  /// `contains` of the standard library brings its engine for regular expressions into every executable, a megabyte of it.
  ///
  /// - Complexity: O(*n*·*m*), where *n* and *m* are the lengths of the two.
  package func includes(_ part: String) -> Bool {
    let (text, part) = (Array(utf8), Array(part.utf8))
    guard let last = text.indices.last.map({ $0 + 1 - part.count }), last >= 0 else { return part.isEmpty }
    return (0...last).contains { text[$0...].starts(with: part) }
  }
}
