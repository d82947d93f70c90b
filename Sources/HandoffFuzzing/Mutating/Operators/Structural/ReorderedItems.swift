import HandoffSchema

/// Elements in another order where the index says what they are.
struct ReorderedItems: ValueOperator {
  static let info = OperatorInfo(
    id: "reordered-items", family: .structural,
    summary: "elements in another order where the index says what they are",
    example: OperatorInfo.Example(
      schema: #"{"prefixItems":[{"type":"string"},{"type":"integer"}],"type":"array"}"#,
      payload: #"["a",1]"#,
      becomes: #"[1,"a"]"#))

  func applies(to site: MutationSite) -> Bool { (site.node.array?.prefixItems.count ?? 0) > 1 }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let elements = value.arrayValue, elements.count > 1 else { return [] }
    let swapped = elements.indices.dropLast().prefix(8).map { index in
      var copy = elements
      copy.swapAt(index, index + 1)
      return copy
    }
    return (swapped + [elements.reversed()]).map { .replace(.array($0)) }
  }
}

extension MutationOperator {
  /// Elements in another order where the index says what they are.
  public static let reorderedItems = Self(ReorderedItems())
}
