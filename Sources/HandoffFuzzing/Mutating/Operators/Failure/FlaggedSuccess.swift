import HandoffSchema

/// A result that says in passing that it failed.
struct FlaggedSuccess: ValueOperator {
  static let info = OperatorInfo(
    id: "flagged-success", family: .failure,
    summary: "a result that says in passing that it failed",
    example: OperatorInfo.Example(
      schema: #"""
        {"type":"object","required":["id"],"additionalProperties":false,\#
        "properties":{"id":{"type":"integer"}}}
        """#,
      payload: #"{"id":7}"#,
      becomes: #"{"id":7,"success":false}"#))

  private static let flags: [(name: String, value: JSONValue)] = [
    ("success", false), ("error", "It failed."), ("isError", true), ("status", "failed"), ("ok", false),
  ]

  func applies(to site: MutationSite) -> Bool {
    site.isRoot && site.effectiveTypes.contains(.object)
      && Self.flags.contains { !site.plan.isValid(.object([$0.name: $0.value]), at: site.id) }
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let members = value.objectValue else { return [] }
    return Self.flags.filter { members[$0.name] == nil }.map { .set($0.name, $0.value) }
  }
}

extension MutationOperator {
  /// A result that says in passing that it failed.
  public static let flaggedSuccess = Self(FlaggedSuccess())
}
