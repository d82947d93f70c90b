import HandoffSchema

/// A required member under another word for the same thing.
struct SynonymMember: ValueOperator {
  static let info = OperatorInfo(
    id: "synonym-member", family: .structural,
    summary: "a required member under another word for the same thing",
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["url"]}"#,
      payload: #"{"url":"https://a.example/"}"#,
      becomes: #"{"link":"https://a.example/"}"#))

  func aims(at site: MutationSite) -> [MutationAim] {
    (site.node.object?.required ?? []).filter { !MemberNames.synonyms(of: $0).isEmpty }
      .map { MutationAim(name: $0) }
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let name = aim.name, let members = value.objectValue else { return [] }
    return MemberNames.synonyms(of: name).compactMap { members.renaming(name, to: $0) }
  }
}

extension MutationOperator {
  /// A required member under another word for the same thing.
  public static let synonymMember = Self(SynonymMember())
}
