import HandoffSchema

/// An empty array.
struct EmptyArray: ValueOperator {
  static let info = OperatorInfo(
    id: "empty-array", family: .constraint,
    summary: "an empty array", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"array","minItems":1}"#,
      payload: #"[1]"#,
      becomes: #"[]"#))

  func applies(to site: MutationSite) -> Bool { (site.node.array?.minItems ?? 0) > 0 }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    value.arrayValue == nil ? [] : [.replace([])]
  }
}

extension MutationOperator {
  /// An empty array.
  public static let emptyArray = Self(EmptyArray())
}
