import HandoffSchema

/// A number that no machine integer holds.
struct HugeNumber: ValueOperator {
  static let info = OperatorInfo(
    id: "huge-number", family: .constraint,
    summary: "a number that no machine integer holds",
    example: OperatorInfo.Example(
      schema: #"{"type":"integer","maximum":60}"#,
      payload: #"5"#,
      becomes: #"100000000000000000000000000000"#))

  func applies(to site: MutationSite) -> Bool {
    BelowMinimum().applies(to: site) || AboveMaximum().applies(to: site)
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard value.numberValue != nil else { return [] }
    // All of them fit a double: what overflows that is read as anything from infinity to a syntax error.
    return [
      "100000000000000000000000000000", "-100000000000000000000000000000", "1e300", "-1e300",
    ]
    .compactMap { JSONNumber(literal: $0) }.map { .replace(.number($0)) }
  }
}

extension MutationOperator {
  /// A number that no machine integer holds.
  public static let hugeNumber = Self(HugeNumber())
}
