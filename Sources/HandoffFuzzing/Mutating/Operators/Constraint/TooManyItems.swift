import HandoffSchema

/// Too many elements.
struct TooManyItems: ValueOperator {
  static let info = OperatorInfo(
    id: "too-many-items", family: .constraint,
    summary: "too many elements", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"array","maxItems":2}"#,
      payload: #"[1,2]"#,
      becomes: #"[1,2,2]"#))

  func applies(to site: MutationSite) -> Bool { site.node.array?.maxItems != nil }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let elements = value.arrayValue, let keywords = site.node.array, let most = keywords.maxItems,
      most < PayloadBuilder.largestCount
    else { return [] }
    let missing = max(0, most + 1 - elements.count)
    return [.replace(.array(elements + elements.fillers(missing, distinct: keywords.uniqueItems)))]
  }
}

extension MutationOperator {
  /// Too many elements.
  public static let tooManyItems = Self(TooManyItems())
}
