import HandoffSchema

/// A number above the greatest one.
struct AboveMaximum: ValueOperator {
  static let info = OperatorInfo(
    id: "above-maximum", family: .constraint,
    summary: "a number above the greatest one", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"integer","maximum":60}"#,
      payload: #"5"#,
      becomes: #"61"#))

  func applies(to site: MutationSite) -> Bool {
    site.node.numeric?.maximum != nil || site.node.numeric?.exclusiveMaximum != nil
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    NumberChanges(value, at: site)?.changes(beyond: 1) ?? []
  }
}

extension MutationOperator {
  /// A number above the greatest one.
  public static let aboveMaximum = Self(AboveMaximum())
}
