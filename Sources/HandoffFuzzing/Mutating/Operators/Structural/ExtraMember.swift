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
    let names = ["unexpected", "note", "_x", "no-such.name"].filter { members[$0] == nil }
    // Of a map the values have one form, and a reader that does not look at names may look at them.
    let fitting = site.node.object?.patternProperties.first.map { pattern in
      names.map { Change(part: $0, content: .generated(pattern.schema, finish: { $0 })) }
    }
    return (fitting ?? []) + names.map { .set($0, "unexpected") }
  }
}

extension MutationOperator {
  /// A member where no further one is allowed.
  public static let extraMember = Self(ExtraMember())
}
