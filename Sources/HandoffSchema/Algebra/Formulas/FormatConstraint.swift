/// What is known about asserting formats.
enum FormatConstraint {
  static func holds(_ name: String, for text: String) -> Bool {
    Format(named: name)?.accepts(text) ?? true
  }

  /// Strings in and near the formats of JSON Schema 2020-12, simple ones first.
  static let samples = [
    "a", "", "/", "0", "1", "a@b.co", "a.co", "2000-01-01", "00:00:00Z", "2000-01-01T00:00:00Z", "P1D",
    "1.1.1.1", "::", "::1", "a:b", "http://a.co", "/a", "#a", "{a}", "00000000-0000-0000-0000-000000000000",
    "a b", "é", "é@é.co", "http://é.co", "^", "(", "[", "\\", "%", "1/a", "0#", "a/{b}", "~", "/~",
    "2000-02-30", "25:00:00Z", "256.1.1.1", "1.1.1", "a..b", "-a", "@", "é.co", "\u{0}", " ",
  ]
}
