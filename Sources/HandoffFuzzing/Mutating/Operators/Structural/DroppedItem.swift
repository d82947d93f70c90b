import HandoffSchema

/// An element left out where the index says what it is.
struct DroppedItem: ValueOperator {
  static let info = OperatorInfo(
    id: "dropped-item", family: .structural,
    summary: "an element left out where the index says what it is",
    example: OperatorInfo.Example(
      schema: #"{"prefixItems":[{"type":"string"},{"type":"integer"}],"type":"array"}"#,
      payload: #"["a",1]"#,
      becomes: #"[1]"#))

  func applies(to site: MutationSite) -> Bool { (site.node.array?.prefixItems.count ?? 0) > 1 }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let elements = value.arrayValue, elements.count > 1 else { return [] }
    return elements.indices.prefix(8).map { index in
      .replace(.array(Array(elements[..<index] + elements[(index + 1)...])))
    }
  }
}

extension MutationOperator {
  /// An element left out where the index says what it is.
  public static let droppedItem = Self(DroppedItem())
}
