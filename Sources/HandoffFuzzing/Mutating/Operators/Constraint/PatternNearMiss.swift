import HandoffSchema

/// A text that one slip keeps from matching the pattern.
struct PatternNearMiss: ValueOperator {
  static let info = OperatorInfo(
    id: "pattern-near-miss", family: .constraint,
    summary: "a text that one slip keeps from matching the pattern",
    example: OperatorInfo.Example(
      schema: #"{"type":"string","pattern":"^[A-Z]{2}-[0-9]{2}$"}"#,
      payload: #""AB-12""#,
      becomes: #""AB12""#))

  func applies(to site: MutationSite) -> Bool { site.node.string?.pattern != nil }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard case .string(let text) = value, let pattern = site.node.string?.pattern else { return [] }
    let spelled = text.replacing("-", with: "_")
    return (text.slips + [text.withSwappedFirst, spelled, text.replacing("-", with: "")])
      .filter { !pattern.matches($0) }.changes(of: text)
  }
}

extension MutationOperator {
  /// A text that one slip keeps from matching the pattern.
  public static let patternNearMiss = Self(PatternNearMiss())
}
