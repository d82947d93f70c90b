import HandoffSchema

/// A failure inside the payload, where the result is expected.
struct NestedFailure: ValueOperator {
  static let info = OperatorInfo(
    id: "nested-failure", family: .failure,
    summary: "a failure inside the payload, where the result is expected",
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["id"]}"#,
      payload: #"{"id":7}"#,
      becomes: #"{"result":{"failure":"timed_out"}}"#))

  func applies(to site: MutationSite) -> Bool {
    site.isRoot && site.surroundings.failureTag != nil
      && !site.plan.isValid(["result": [:]], at: site.id)
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let tag = site.surroundings.failureTag else { return [] }
    let kinds = site.surroundings.failureKinds + ["unexpected_failure"]
    let failures = kinds.map { JSONValue.object([tag: .string($0)]) }
    let inner = (value.objectValue ?? [:]).flatMap { member in failures.map { Change.set(member.key, $0) } }
    return failures.map { .replace(.object(["result": $0])) } + failures.map { .replace([$0]) } + inner
  }
}

extension MutationOperator {
  /// A failure inside the payload, where the result is expected.
  public static let nestedFailure = Self(NestedFailure())
}
