import HandoffSchema

/// A default value of the type in place of a member.
struct DefaultForAbsent: ValueOperator {
  static let info = OperatorInfo(
    id: "default-for-absent", family: .lookalike,
    summary: "a default value of the type in place of a member",
    example: OperatorInfo.Example(
      schema: #"{"type":"object","properties":{"rank":{"type":"integer","minimum":1}}}"#,
      payload: #"{"rank":3}"#,
      becomes: #"{"rank":0}"#))

  private static let samples: [JSONValue] = ["", 0, false, [], [:]]

  func aims(at site: MutationSite) -> [MutationAim] {
    (site.node.object?.properties ?? []).filter { property in
      !defaults(of: property.schema, in: site).isEmpty
    }.map { MutationAim(name: $0.key) }
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard value.objectValue != nil, let name = aim.name, let schema = site.node.object?.schema(of: name)
    else {
      return []
    }
    return defaults(of: schema, in: site).map { .set(name, $0) }
  }

  /// The values that a reader fills in, of the right type, that the schema refuses nevertheless.
  private func defaults(of schema: SchemaGraph.NodeID, in site: MutationSite) -> [JSONValue] {
    let types = site.plan.facts.types[schema]
    guard types != .all else { return [] }
    return Self.samples.filter { types.contains(TypeSet(of: $0)) && !site.plan.isValid($0, at: schema) }
  }
}

extension MutationOperator {
  /// A default value of the type in place of a member.
  public static let defaultForAbsent = Self(DefaultForAbsent())
}
