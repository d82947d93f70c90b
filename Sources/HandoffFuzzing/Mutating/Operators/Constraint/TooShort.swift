import HandoffSchema

/// A text that is too short.
struct TooShort: ValueOperator {
  static let info = OperatorInfo(
    id: "too-short", family: .constraint,
    summary: "a text that is too short", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"string","minLength":3}"#,
      payload: #""abc""#,
      becomes: #""ab""#))

  func applies(to site: MutationSite) -> Bool { (site.node.string?.minLength ?? 0) > 1 }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard case .string(let text) = value, let least = site.node.string?.minLength else { return [] }
    return [text.scalarPrefix(least - 1)].changes(of: text)
  }
}

extension MutationOperator {
  /// A text that is too short.
  public static let tooShort = Self(TooShort())
}
