import HandoffSchema

/// A value that is not listed.
struct NotInEnum: ValueOperator {
  static let info = OperatorInfo(
    id: "not-in-enum", family: .constraint,
    summary: "a value that is not listed", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"enum":["open","done"]}"#,
      payload: #""open""#,
      becomes: #""openx""#))

  func applies(to site: MutationSite) -> Bool { site.node.constant == nil && site.node.enumeration != nil }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    value.others(than: site.listed ?? []).map(Change.replace)
  }
}

extension MutationOperator {
  /// A value that is not listed.
  public static let notInEnum = Self(NotInEnum())
}
