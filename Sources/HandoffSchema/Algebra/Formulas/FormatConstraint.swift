/// What is known about asserting formats.
enum FormatConstraint {
  static func holds(_ name: String, for text: String) -> Bool {
    Format(named: name)?.accepts(text) ?? true
  }
}
