public import HandoffSchema

extension Violation {
  /// One short instruction for a model to mend its answer, without a dump of what it said.
  ///
  /// - Complexity: O(*n*) in the length of what is allowed, of which at most 300 code points are repeated.
  public var feedback: String {
    let place =
      instance.tokens.isEmpty ? "The whole answer" : "\"\(Self.cut(instance.description, to: 200))\""
    let hint = hint.map { " (\(Self.cut($0, to: 200)))" } ?? ""
    let (allowed, found) = (Self.cut(allowed, to: 300), Self.cut(found, to: 120))
    if Self.keywordsForNames.contains(keyword) { return "Leave \(place) out: allowed are \(allowed)\(hint)." }
    let verb = Self.keywordsForContents.contains(keyword) ? "have" : "be"
    return "\(place) must \(verb) \(allowed), but was \(found)\(hint)."
  }

  /// What is wrong with a member that must not be there is its name.
  private static let keywordsForNames = ["additionalProperties", "unevaluatedProperties"]
  /// What these ask for is something that the value has.
  private static let keywordsForContents = [
    "required", "dependentRequired", "minProperties", "maxProperties", "minItems", "maxItems", "contains",
    "minContains", "maxContains", "uniqueItems",
  ]

  private static func cut(_ text: String, to limit: Int) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count > limit else { return text }
    return String(String.UnicodeScalarView(scalars.prefix(limit))) + "…"
  }
}
