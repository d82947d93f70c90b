import HandoffSchema

/// A value that the schema excludes by "not".
struct MatchesForbidden: ValueOperator {
  static let info = OperatorInfo(
    id: "matches-forbidden", family: .constraint,
    summary: "a value that the schema excludes by \"not\"", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"string","not":{"const":"none"}}"#,
      payload: #""a""#,
      becomes: #""none""#))

  func applies(to site: MutationSite) -> Bool { site.node.logic?.not != nil }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    site.node.logic?.not.map { [.generate($0)] } ?? []
  }
}

extension MutationOperator {
  /// A value that the schema excludes by "not".
  public static let matchesForbidden = Self(MatchesForbidden())
}
