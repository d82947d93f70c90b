import HandoffSchema

/// A text that stands for nothing, such as "N/A", in place of a value.
struct AbsentLookalike: ValueOperator {
  static let info = OperatorInfo(
    id: "absent-lookalike", family: .lookalike,
    summary: "a text that stands for nothing, such as \"N/A\", in place of a value",
    example: OperatorInfo.Example(
      schema: #"{"type":["integer","null"]}"#,
      payload: #"null"#,
      becomes: #""N/A""#))

  private static let texts = ["", "null", "N/A", "none", "undefined", "-"]

  func applies(to site: MutationSite) -> Bool {
    if let listed = site.listed { return !listed.isEmpty }
    return site.isTyped && !site.takesString
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    Self.texts.map { .replace(.string($0)) }
  }
}

extension MutationOperator {
  /// A text that stands for nothing, such as "N/A", in place of a value.
  public static let absentLookalike = Self(AbsentLookalike())
}
