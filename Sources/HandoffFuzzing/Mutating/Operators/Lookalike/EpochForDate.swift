import HandoffSchema

/// Seconds since 1970 in place of a date.
struct EpochForDate: ValueOperator {
  static let info = OperatorInfo(
    id: "epoch-for-date", family: .lookalike,
    summary: "seconds since 1970 in place of a date", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"string","format":"date-time"}"#,
      payload: #""2024-01-01T00:00:00Z""#,
      becomes: #"1704067200"#))

  func applies(to site: MutationSite) -> Bool {
    let format = site.node.string?.format
    return (format == "date" || format == "date-time") && site.isTyped && !site.takesNumber
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    value.stringValue == nil ? [] : [.replace(1_704_067_200), .replace(1_704_067_200_000)]
  }
}

extension MutationOperator {
  /// Seconds since 1970 in place of a date.
  public static let epochForDate = Self(EpochForDate())
}
