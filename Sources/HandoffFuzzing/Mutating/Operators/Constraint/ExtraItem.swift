import HandoffSchema

/// An element where none is allowed.
struct ExtraItem: ValueOperator {
  static let info = OperatorInfo(
    id: "extra-item", family: .constraint,
    summary: "an element where none is allowed", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"array","prefixItems":[{"type":"integer"}],"items":false}"#,
      payload: #"[1]"#,
      becomes: #"[1,"unexpected"]"#))

  func applies(to site: MutationSite) -> Bool {
    guard let array = site.node.array else { return false }
    return (array.items ?? array.unevaluatedItems).map(site.isImpossible) == true
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let elements = value.arrayValue, let array = site.node.array else { return [] }
    // Elements that are not there yet take the places that are allowed.
    let missing = max(0, array.prefixItems.count - elements.count)
    let filled = elements + elements.fillers(missing, distinct: false)
    return [filled + ["unexpected"], filled + [.null]].map { .replace(.array($0)) }
  }
}

extension MutationOperator {
  /// An element where none is allowed.
  public static let extraItem = Self(ExtraItem())
}
