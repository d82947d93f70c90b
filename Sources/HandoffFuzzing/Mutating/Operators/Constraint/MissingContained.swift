import HandoffSchema

/// An array without the element it must contain.
struct MissingContained: ValueOperator {
  static let info = OperatorInfo(
    id: "missing-contained", family: .constraint,
    summary: "an array without the element it must contain", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"array","contains":{"const":"needle"}}"#,
      payload: #"["needle","hay"]"#,
      becomes: #"["hay"]"#))

  func applies(to site: MutationSite) -> Bool {
    site.node.array?.contains != nil && site.node.array?.minContains != 0
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let elements = value.arrayValue, let contained = site.node.array?.contains else { return [] }
    return [.replace(.array(elements.filter { !site.plan.isValid($0, at: contained) }))]
  }
}

extension MutationOperator {
  /// An array without the element it must contain.
  public static let missingContained = Self(MissingContained())
}
