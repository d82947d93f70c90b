import HandoffSchema

/// Too few members.
struct TooFewMembers: ValueOperator {
  static let info = OperatorInfo(
    id: "too-few-members", family: .constraint,
    summary: "too few members", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object","minProperties":2}"#,
      payload: #"{"a":1,"b":2}"#,
      becomes: #"{"a":1}"#))

  func applies(to site: MutationSite) -> Bool { (site.node.object?.minProperties ?? 0) > 1 }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let members = value.objectValue, let least = site.node.object?.minProperties else { return [] }
    return [.replace(.object(JSONObject(members.prefix(least - 1))))]
  }
}

extension MutationOperator {
  /// Too few members.
  public static let tooFewMembers = Self(TooFewMembers())
}
