import HandoffSchema

/// The payload of another agent.
struct OtherPayload: ValueOperator {
  static let info = OperatorInfo(
    id: "other-payload", family: .noise,
    summary: "the payload of another agent",
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["id"]}"#,
      payload: #"{"id":7}"#,
      becomes: #"{"verdict":"pass"}"#))

  func applies(to site: MutationSite) -> Bool { site.isRoot && site.surroundings.others != nil }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    (site.surroundings.others?.payloads ?? []).map(Change.replace)
  }
}

extension MutationOperator {
  /// The payload of another agent.
  public static let otherPayload = Self(OtherPayload())
}
