import HandoffSchema

/// A placeholder that nobody filled in.
///
/// Its texts are what templates and models leave in payloads: data of the operator, no notes about this code.
struct PlaceholderText: ValueOperator {
  static let info = OperatorInfo(
    id: "placeholder-text", family: .noise,
    summary: "a placeholder that nobody filled in",
    example: OperatorInfo.Example(
      schema: #"{"type":"string","format":"email"}"#,
      payload: #""a@b.example""#,
      becomes: #""TODO""#))

  private static let texts = [
    "TODO", "...", "<string>", "{{value}}", "string", "example", "[insert value here]",
  ]

  func applies(to site: MutationSite) -> Bool {
    guard let string = site.node.string else { return false }
    return Self.texts.contains { text in
      string.pattern.map { !$0.matches(text) } == true || (string.formatAsserts && string.format != nil)
    }
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard case .string(let text) = value else { return [] }
    return Self.texts.changes(of: text)
  }
}

extension MutationOperator {
  /// A placeholder that nobody filled in.
  public static let placeholderText = Self(PlaceholderText())
}
