import HandoffSchema

/// The same element twice.
struct DuplicateItems: ValueOperator {
  static let info = OperatorInfo(
    id: "duplicate-items", family: .constraint,
    summary: "the same element twice", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"array","uniqueItems":true}"#,
      payload: #"[1,2]"#,
      becomes: #"[1,1]"#))

  func applies(to site: MutationSite) -> Bool { site.node.array?.uniqueItems == true }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let elements = value.arrayValue, let first = elements.first else { return [] }
    let lists =
      elements.count > 1 ? [elements.dropLast() + [first], elements + [first]] : [[first, first]]
    return lists.map { .replace(.array($0)) }
  }
}

extension MutationOperator {
  /// The same element twice.
  public static let duplicateItems = Self(DuplicateItems())
}
