import HandoffSchema

/// The first element in place of the array.
struct UnwrappedArray: ValueOperator {
  static let info = OperatorInfo(
    id: "unwrapped-array", family: .structural,
    summary: "the first element in place of the array",
    example: OperatorInfo.Example(
      schema: #"{"type":"array","items":{"type":"string"}}"#,
      payload: #"["a"]"#,
      becomes: #""a""#))

  func applies(to site: MutationSite) -> Bool { site.isTyped && site.node.types.contains(.array) }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    (value.arrayValue ?? []).prefix(1).map(Change.replace)
  }
}

extension MutationOperator {
  /// The first element in place of the array.
  public static let unwrappedArray = Self(UnwrappedArray())
}
