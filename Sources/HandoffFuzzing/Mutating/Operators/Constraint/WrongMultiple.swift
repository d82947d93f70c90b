import HandoffSchema

/// A number between two multiples.
struct WrongMultiple: ValueOperator {
  static let info = OperatorInfo(
    id: "wrong-multiple", family: .constraint,
    summary: "a number between two multiples", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"integer","multipleOf":5}"#,
      payload: #"10"#,
      becomes: #"11"#))

  func applies(to site: MutationSite) -> Bool { site.node.numeric?.multipleOf != nil }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    NumberChanges(value, at: site)?.changesBetweenMultiples ?? []
  }
}

extension MutationOperator {
  /// A number between two multiples.
  public static let wrongMultiple = Self(WrongMultiple())
}
