import HandoffSchema

/// The members of another branch under the discriminator of this one.
struct WrongBranch: ValueOperator {
  static let info = OperatorInfo(
    id: "wrong-branch", family: .structural,
    summary: "the members of another branch under the discriminator of this one",
    example: OperatorInfo.Example(
      schema: #"""
        {"oneOf":[{"required":["kind","n"],"properties":{"kind":{"const":"a"},\#
        "n":{"type":"integer"}}},{"required":["kind"],"properties":{"kind":{"const":"b"}},\#
        "additionalProperties":false}],"type":"object"}
        """#,
      payload: #"{"kind":"a","n":1}"#,
      becomes: #"{"kind":"a"}"#))

  func applies(to site: MutationSite) -> Bool { Discriminator(of: site.node, in: site.plan) != nil }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let discriminator = Discriminator(of: site.node, in: site.plan),
      let present = value.objectValue?[discriminator.name]
    else { return [] }
    let name = discriminator.name
    return discriminator.branches.filter { $0.value != present }.map { branch in
      .generate(branch.node) { other in
        guard case .object(var members) = other else { return nil }
        members[name] = present
        return .object(members)
      }
    }
  }
}

extension MutationOperator {
  /// The members of another branch under the discriminator of this one.
  public static let wrongBranch = Self(WrongBranch())
}
