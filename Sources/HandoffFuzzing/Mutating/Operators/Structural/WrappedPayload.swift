import HandoffSchema

/// The payload as a member of another object.
struct WrappedPayload: ValueOperator {
  static let info = OperatorInfo(
    id: "wrapped-payload", family: .structural,
    summary: "the payload as a member of another object",
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["id"]}"#,
      payload: #"{"id":7}"#,
      becomes: #"{"data":{"id":7}}"#))

  private static let names = ["data", "result", "output", "payload", "response"]

  func applies(to site: MutationSite) -> Bool {
    site.isRoot && Self.names.contains { !site.plan.isValid(.object([$0: [:]]), at: site.id) }
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    Self.names.map { .replace(.object([$0: value])) }
  }
}

extension MutationOperator {
  /// The payload as a member of another object.
  public static let wrappedPayload = Self(WrappedPayload())
}
