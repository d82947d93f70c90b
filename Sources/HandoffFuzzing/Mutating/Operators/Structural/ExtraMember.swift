import HandoffSchema

/// A member where no further one is allowed.
struct ExtraMember: ValueOperator {
  static let info = OperatorInfo(
    id: "extra-member", family: .structural,
    summary: "a member where no further one is allowed", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object","additionalProperties":false}"#,
      payload: #"{}"#,
      becomes: #"{"unexpected":"unexpected"}"#))

  func applies(to site: MutationSite) -> Bool {
    guard let object = site.node.object else { return false }
    return (object.additionalProperties ?? object.unevaluatedProperties).map(site.isImpossible) == true
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let members = value.objectValue else { return [] }
    return ["unexpected", "note", "_x"].filter { members[$0] == nil }.map { .set($0, "unexpected") }
  }
}

extension MutationOperator {
  /// A member where no further one is allowed.
  public static let extraMember = Self(ExtraMember())
}
