import HandoffSchema

/// A member left out that another one needs.
struct MissingDependent: ValueOperator {
  static let info = OperatorInfo(
    id: "missing-dependent", family: .constraint,
    summary: "a member left out that another one needs", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"dependentRequired":{"card":["address"]}}"#,
      payload: #"{"card":1,"address":"a"}"#,
      becomes: #"{"card":1}"#))

  func aims(at site: MutationSite) -> [MutationAim] {
    (site.node.object?.dependentRequired ?? []).flatMap { dependent in
      dependent.required.map { MutationAim(name: $0, other: dependent.key) }
    }
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let members = value.objectValue, let name = aim.name, let key = aim.other, members[name] != nil,
      members[key] != nil
    else { return [] }
    return [.remove(name)]
  }
}

extension MutationOperator {
  /// A member left out that another one needs.
  public static let missingDependent = Self(MissingDependent())
}
