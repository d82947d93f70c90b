import HandoffSchema

/// A member with a name that is not allowed.
struct BadMemberName: ValueOperator {
  static let info = OperatorInfo(
    id: "bad-member-name", family: .constraint,
    summary: "a member with a name that is not allowed", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object","propertyNames":{"maxLength":3}}"#,
      payload: #"{"a":1}"#,
      becomes: #"{"a":1,"note":1}"#))

  func applies(to site: MutationSite) -> Bool { site.node.object?.propertyNames != nil }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let members = value.objectValue, let rule = site.node.object?.propertyNames else { return [] }
    let names = TextSamples.names + ["x", "X", "unexpected", String(repeating: "long", count: 40)]
    return names.filter { members[$0] == nil && !site.plan.isValid(.string($0), at: rule) }
      .map { .set($0, members.first?.value ?? .null) }
  }
}

extension MutationOperator {
  /// A member with a name that is not allowed.
  public static let badMemberName = Self(BadMemberName())
}
