import HandoffSchema

/// A value that another member lists.
struct ForeignEnumValue: ValueOperator {
  static let info = OperatorInfo(
    id: "foreign-enum-value", family: .constraint,
    summary: "a value that another member lists",
    example: OperatorInfo.Example(
      schema: #"{"properties":{"state":{"enum":["open"]},"level":{"enum":["high"]}}}"#,
      payload: #"{"state":"open","level":"high"}"#,
      becomes: #"{"state":"high","level":"high"}"#))

  private static let valueLimit = 16

  func applies(to site: MutationSite) -> Bool {
    site.node.enumeration != nil && !others(than: site.node.enumeration ?? [], in: site).isEmpty
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    others(than: site.node.enumeration ?? [], in: site).map(Change.replace)
  }

  private func others(than listed: [JSONValue], in site: MutationSite) -> [JSONValue] {
    Array(site.surroundings.listed.filter { !listed.contains($0) }.prefix(Self.valueLimit))
  }
}

extension MutationOperator {
  /// A value that another member lists.
  public static let foreignEnumValue = Self(ForeignEnumValue())
}
