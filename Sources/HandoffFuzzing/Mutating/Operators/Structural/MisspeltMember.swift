import HandoffSchema

/// A required member with a slip in its name.
struct MisspeltMember: ValueOperator {
  static let info = OperatorInfo(
    id: "misspelt-member", family: .structural,
    summary: "a required member with a slip in its name",
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["topic"]}"#,
      payload: #"{"topic":"a"}"#,
      becomes: #"{"toic":"a"}"#))

  func aims(at site: MutationSite) -> [MutationAim] {
    (site.node.object?.required ?? []).filter { !$0.slips.isEmpty }.map { MutationAim(name: $0) }
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let name = aim.name, let members = value.objectValue else { return [] }
    return (name.slips + [name + "s", name + " "]).compactMap { members.renaming(name, to: $0) }
  }
}

extension MutationOperator {
  /// A required member with a slip in its name.
  public static let misspeltMember = Self(MisspeltMember())
}
