import HandoffSchema

/// The members of an inner object in place of the object.
struct FlattenedMember: ValueOperator {
  static let info = OperatorInfo(
    id: "flattened-member", family: .structural,
    summary: "the members of an inner object in place of the object",
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["author"],"properties":{"author":{"type":"object"}}}"#,
      payload: #"{"author":{"name":"a"}}"#,
      becomes: #"{"name":"a"}"#))

  func aims(at site: MutationSite) -> [MutationAim] {
    guard let object = site.node.object else { return [] }
    return object.required.filter { name in
      object.schema(of: name).map { site.plan.facts.types[$0] == .object } == true
    }.map { MutationAim(name: $0) }
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let name = aim.name, var members = value.objectValue, let inner = members[name]?.objectValue
    else { return [] }
    members[name] = nil
    for member in inner where members[member.key] == nil { members[member.key] = member.value }
    return [.replace(.object(members))]
  }
}

extension MutationOperator {
  /// The members of an inner object in place of the object.
  public static let flattenedMember = Self(FlattenedMember())
}
