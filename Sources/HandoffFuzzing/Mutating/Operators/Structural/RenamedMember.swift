import HandoffSchema

/// A required member in another spelling: snake for camel case, or a capital letter.
struct RenamedMember: ValueOperator {
  static let info = OperatorInfo(
    id: "renamed-member", family: .structural,
    summary: "a required member in another spelling: snake for camel case, or a capital letter",
    isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["due_date"]}"#,
      payload: #"{"due_date":"2024-01-01"}"#,
      becomes: #"{"dueDate":"2024-01-01"}"#))

  func aims(at site: MutationSite) -> [MutationAim] {
    (site.node.object?.required ?? []).filter { MemberNames.variant(of: $0) != nil }
      .map { MutationAim(name: $0) }
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let name = aim.name, let members = value.objectValue, let variant = MemberNames.variant(of: name)
    else { return [] }
    return [members.renaming(name, to: variant)].compactMap(\.self)
  }
}

extension MutationOperator {
  /// A required member in another spelling: snake for camel case, or a capital letter.
  public static let renamedMember = Self(RenamedMember())
}
