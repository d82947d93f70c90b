import HandoffSchema

/// A declared failure in place of a result.
struct FailureOutputOperator: ValueOperator {
  static let info = OperatorInfo(
    id: "failure-output", family: .failure,
    summary: "a declared failure in place of a result",
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["id"]}"#,
      payload: #"{"id":7}"#,
      becomes: #"{"failure":"timed_out"}"#))

  // Campaigns aim at each declared failure by itself, with the payloads that its schema describes.
  func applies(to site: MutationSite) -> Bool { false }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let tag = site.surroundings.failureTag else { return [] }
    return site.surroundings.failureKinds.map { .replace(.object([tag: .string($0)])) }
  }
}

extension MutationOperator {
  /// A declared failure in place of a result.
  public static let failureOutput = Self(FailureOutputOperator())
}
