import HandoffSchema

/// A value wrapped in an array.
struct NestedInArray: ValueOperator {
  static let info = OperatorInfo(
    id: "nested-in-array", family: .structural,
    summary: "a value wrapped in an array", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"integer"}"#,
      payload: #"25"#,
      becomes: #"[25]"#))

  func applies(to site: MutationSite) -> Bool { site.isTyped && !site.node.types.contains(.array) }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    value.type == .array ? [] : [.replace(.array([value]))]
  }
}

extension MutationOperator {
  /// A value wrapped in an array.
  public static let nestedInArray = Self(NestedInArray())
}
