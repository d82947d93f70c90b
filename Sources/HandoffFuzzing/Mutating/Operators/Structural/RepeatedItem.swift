import HandoffSchema

/// An element that stands twice where the index says what it is.
struct RepeatedItem: ValueOperator {
  static let info = OperatorInfo(
    id: "repeated-item", family: .structural,
    summary: "an element that stands twice where the index says what it is",
    example: OperatorInfo.Example(
      schema: #"{"prefixItems":[{"type":"string"},{"type":"integer"}],"type":"array"}"#,
      payload: #"["a",1]"#,
      becomes: #"["a","a",1]"#))

  func applies(to site: MutationSite) -> Bool { (site.node.array?.prefixItems.count ?? 0) > 1 }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let elements = value.arrayValue else { return [] }
    return elements.indices.prefix(8).map { index in
      .replace(.array(Array(elements[...index] + elements[index...])))
    }
  }
}

extension MutationOperator {
  /// An element that stands twice where the index says what it is.
  public static let repeatedItem = Self(RepeatedItem())
}
