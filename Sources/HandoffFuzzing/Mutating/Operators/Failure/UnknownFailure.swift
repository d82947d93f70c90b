import HandoffSchema

/// A failure of a kind that nobody declares.
struct UnknownFailure: ValueOperator {
  static let info = OperatorInfo(
    id: "unknown-failure", family: .failure,
    summary: "a failure of a kind that nobody declares",
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["id"]}"#,
      payload: #"{"id":7}"#,
      becomes: #"{"failure":"unexpected_failure"}"#))

  private static let kind: JSONValue = "unexpected_failure"

  func applies(to site: MutationSite) -> Bool {
    guard site.isRoot, let tag = site.surroundings.failureTag else { return false }
    return !site.plan.isValid(.object([tag: Self.kind]), at: site.id)
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let tag = site.surroundings.failureTag else { return [] }
    return [
      .replace(.object([tag: Self.kind])), .replace(.object([tag: Self.kind, "message": "It failed."])),
    ]
  }
}

extension MutationOperator {
  /// A failure of a kind that nobody declares.
  public static let unknownFailure = Self(UnknownFailure())
}
