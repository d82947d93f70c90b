import HandoffSchema

/// Another value than the only one.
struct WrongConst: ValueOperator {
  static let info = OperatorInfo(
    id: "wrong-const", family: .constraint,
    summary: "another value than the only one", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"const":1}"#,
      payload: #"1"#,
      becomes: #"2"#))

  func applies(to site: MutationSite) -> Bool { site.node.constant != nil }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    value.others(than: site.listed ?? []).map(Change.replace)
  }
}

extension MutationOperator {
  /// Another value than the only one.
  public static let wrongConst = Self(WrongConst())
}
