import HandoffSchema

/// An element that may stand only so often once too often.
struct TooManyContained: ValueOperator {
  static let info = OperatorInfo(
    id: "too-many-contained", family: .constraint,
    summary: "an element that may stand only so often once too often", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"array","contains":{"const":"needle"},"maxContains":1}"#,
      payload: #"["needle"]"#,
      becomes: #"["needle","needle"]"#))

  func applies(to site: MutationSite) -> Bool {
    site.node.array?.contains != nil && site.node.array?.maxContains != nil
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let elements = value.arrayValue, let keywords = site.node.array, let contained = keywords.contains,
      let most = keywords.maxContains, most < PayloadBuilder.largestCount
    else { return [] }
    let found = elements.filter { site.plan.isValid($0, at: contained) }
    guard let last = found.last else { return [] }
    let missing = max(0, most + 1 - found.count)
    // In place of others first, where the array may not become longer.
    let others = elements.indices.filter { !site.plan.isValid(elements[$0], at: contained) }.suffix(missing)
    var replaced = elements
    for index in others { replaced[index] = last }
    let rest = Array(repeating: last, count: missing - others.count)
    return [replaced + rest, elements + Array(repeating: last, count: missing)].map { .replace(.array($0)) }
  }
}

extension MutationOperator {
  /// An element that may stand only so often once too often.
  public static let tooManyContained = Self(TooManyContained())
}
