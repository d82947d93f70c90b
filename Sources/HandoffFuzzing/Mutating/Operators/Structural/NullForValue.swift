import HandoffSchema

/// Null in place of a value.
struct NullForValue: ValueOperator {
  static let info = OperatorInfo(
    id: "null-for-value", family: .structural,
    summary: "null in place of a value", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"integer"}"#,
      payload: #"25"#,
      becomes: #"null"#))

  func applies(to site: MutationSite) -> Bool { site.isTyped && !site.node.types.contains(.null) }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    value == .null ? [] : [.replace(.null)]
  }
}

extension MutationOperator {
  /// Null in place of a value.
  public static let nullForValue = Self(NullForValue())
}
