public import HandoffSchema

extension Violation {
  /// One short instruction for a model to mend its answer, without a dump of what it said.
  ///
  /// - Complexity: O(*n*) in the length of what is allowed, of which at most 300 code points are repeated.
  public var feedback: String {
    let place =
      instance.tokens.isEmpty ? "The whole answer" : "\"\(Self.cut(instance.description, to: 200))\""
    let hint = hint.map { " (\(Self.cut($0, to: 200)))" } ?? ""
    return "\(place) must be \(Self.cut(allowed, to: 300)), but was \(Self.cut(found, to: 120))\(hint)."
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > limit else { return text }
    return String(String.UnicodeScalarView(scalars.prefix(limit))) + "…"
  }
}
