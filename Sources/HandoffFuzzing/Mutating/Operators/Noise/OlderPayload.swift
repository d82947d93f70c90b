import HandoffSchema

/// A payload of an earlier version of the contract.
struct OlderPayload: ValueOperator {
  static let info = OperatorInfo(
    id: "older-payload", family: .noise,
    summary: "a payload of an earlier version of the contract",
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["id"]}"#,
      payload: #"{"id":7}"#,
      becomes: #"{"number":7}"#))

  func applies(to site: MutationSite) -> Bool { site.isRoot && site.surroundings.earlier != nil }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    (site.surroundings.earlier?.payloads ?? []).map(Change.replace)
  }
}

extension MutationOperator {
  /// A payload of an earlier version of the contract.
  public static let olderPayload = Self(OlderPayload())
}
