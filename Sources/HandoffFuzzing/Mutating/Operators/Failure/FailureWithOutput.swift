import HandoffSchema

/// A failure and a result in one payload.
struct FailureWithOutput: ValueOperator {
  static let info = OperatorInfo(
    id: "failure-with-output", family: .failure,
    summary: "a failure and a result in one payload",
    example: OperatorInfo.Example(
      schema: #"""
        {"type":"object","required":["id"],"additionalProperties":false,\#
        "properties":{"id":{"type":"integer"}}}
        """#,
      payload: #"{"id":7}"#,
      becomes: #"{"id":7,"failure":"timed_out"}"#))

  func applies(to site: MutationSite) -> Bool {
    guard site.isRoot, site.effectiveTypes.contains(.object), let tag = site.surroundings.failureTag else {
      return false
    }
    return !site.plan.isValid(.object([tag: "unexpected_failure"]), at: site.id)
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let tag = site.surroundings.failureTag, value.objectValue?[tag] == nil, value.objectValue != nil
    else { return [] }
    return (site.surroundings.failureKinds + ["unexpected_failure"]).map { .set(tag, .string($0)) }
  }
}

extension MutationOperator {
  /// A failure and a result in one payload.
  public static let failureWithOutput = Self(FailureWithOutput())
}
