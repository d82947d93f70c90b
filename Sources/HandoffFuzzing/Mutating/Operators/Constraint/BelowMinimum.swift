import HandoffSchema

/// A number below the least one.
struct BelowMinimum: ValueOperator {
  static let info = OperatorInfo(
    id: "below-minimum", family: .constraint,
    summary: "a number below the least one", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"integer","minimum":1}"#,
      payload: #"1"#,
      becomes: #"0"#))

  func applies(to site: MutationSite) -> Bool {
    site.node.numeric?.minimum != nil || site.node.numeric?.exclusiveMinimum != nil
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    NumberChanges(value, at: site)?.changes(beyond: -1) ?? []
  }
}

extension MutationOperator {
  /// A number below the least one.
  public static let belowMinimum = Self(BelowMinimum())
}
