import HandoffSchema

/// The discriminator of another branch.
struct OtherDiscriminator: ValueOperator {
  static let info = OperatorInfo(
    id: "other-discriminator", family: .structural,
    summary: "the discriminator of another branch",
    example: OperatorInfo.Example(
      schema: #"""
        {"oneOf":[{"required":["kind","n"],"properties":{"kind":{"const":"a"},\#
        "n":{"type":"integer"}}},{"required":["kind","s"],"properties":{"kind":{"const":"b"},\#
        "s":{"type":"string"}}}],"type":"object"}
        """#,
      payload: #"{"kind":"a","n":1}"#,
      becomes: #"{"kind":"b","n":1}"#))

  func applies(to site: MutationSite) -> Bool { Discriminator(of: site.node, in: site.plan) != nil }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let discriminator = Discriminator(of: site.node, in: site.plan),
      let present = value.objectValue?[discriminator.name]
    else { return [] }
    return discriminator.branches.map(\.value).filter { $0 != present }.map { .set(discriminator.name, $0) }
  }
}

extension MutationOperator {
  /// The discriminator of another branch.
  public static let otherDiscriminator = Self(OtherDiscriminator())
}
