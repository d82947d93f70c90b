import HandoffSchema

/// A value of another type.
struct WrongType: ValueOperator {
  static let info = OperatorInfo(
    id: "wrong-type", family: .structural,
    summary: "a value of another type", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"integer"}"#,
      payload: #"25"#,
      becomes: #"true"#))

  func applies(to site: MutationSite) -> Bool { site.isTyped }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    let samples: [JSONValue] = [true, 7, "text", [], [:]]
    return samples.filter { !site.node.types.contains(TypeSet(of: $0)) && $0.type != value.type }
      .map(Change.replace)
  }
}

extension MutationOperator {
  /// A value of another type.
  public static let wrongType = Self(WrongType())
}
