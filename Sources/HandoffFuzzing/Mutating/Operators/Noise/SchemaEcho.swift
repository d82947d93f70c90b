import HandoffSchema

/// The schema in place of a payload.
struct SchemaEcho: ValueOperator {
  static let info = OperatorInfo(
    id: "schema-echo", family: .noise,
    summary: "the schema in place of a payload",
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["id"]}"#,
      payload: #"{"id":7}"#,
      becomes: #"{"type":"object","required":["id"]}"#))

  func applies(to site: MutationSite) -> Bool {
    site.isRoot && site.surroundings.schema.objectValue?.isEmpty == false
      && !site.plan.isValid(site.surroundings.schema, at: site.id)
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    [.replace(site.surroundings.schema)]
  }
}

extension MutationOperator {
  /// The schema in place of a payload.
  public static let schemaEcho = Self(SchemaEcho())
}
