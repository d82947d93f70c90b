import HandoffSchema

/// A required member left out.
struct MissingRequired: ValueOperator {
  static let info = OperatorInfo(
    id: "missing-required", family: .structural,
    summary: "a required member left out", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["id"],"properties":{"id":{"type":"integer"}}}"#,
      payload: #"{"id":7}"#,
      becomes: #"{}"#))

  func aims(at site: MutationSite) -> [MutationAim] {
    (site.node.object?.required ?? []).map { MutationAim(name: $0) }
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let name = aim.name, value.objectValue?[name] != nil else { return [] }
    return [.remove(name)]
  }
}

extension MutationOperator {
  /// A required member left out.
  public static let missingRequired = Self(MissingRequired())
}
