import HandoffSchema

/// 1 or 0 in place of a truth value.
struct NumberForBoolean: ValueOperator {
  static let info = OperatorInfo(
    id: "number-for-boolean", family: .lookalike,
    summary: "1 or 0 in place of a truth value", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"boolean"}"#,
      payload: #"true"#,
      becomes: #"1"#))

  func applies(to site: MutationSite) -> Bool {
    site.isTyped && site.node.types.contains(.boolean) && !site.takesNumber
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    value.boolValue.map { [.replace($0 ? 1 : 0)] } ?? []
  }
}

extension MutationOperator {
  /// 1 or 0 in place of a truth value.
  public static let numberForBoolean = Self(NumberForBoolean())
}
