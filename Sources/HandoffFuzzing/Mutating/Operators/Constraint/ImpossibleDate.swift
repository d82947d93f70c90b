import HandoffSchema

/// A date or a time that no calendar and no clock has.
struct ImpossibleDate: ValueOperator {
  static let info = OperatorInfo(
    id: "impossible-date", family: .constraint,
    summary: "a date or a time that no calendar and no clock has",
    example: OperatorInfo.Example(
      schema: #"{"type":"string","format":"date"}"#,
      payload: #""2024-01-01""#,
      becomes: #""2024-02-30""#))

  private static let samples: [String: [String]] = [
    "date": ["2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "0000-00-00"],
    "date-time": [
      "2024-02-30T00:00:00Z", "2023-02-29T12:00:00Z", "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z",
      "2024-01-01T00:00:00", "2024-01-01 00:00:00",
    ],
    "time": ["24:00:00Z", "00:60:00Z", "12:00", "00:00:61Z"],
  ]

  func applies(to site: MutationSite) -> Bool {
    FormatBroken().applies(to: site) && Self.samples[site.node.string?.format ?? ""] != nil
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard case .string(let text) = value else { return [] }
    return (Self.samples[site.node.string?.format ?? ""] ?? []).changes(of: text)
  }
}

extension MutationOperator {
  /// A date or a time that no calendar and no clock has.
  public static let impossibleDate = Self(ImpossibleDate())
}
