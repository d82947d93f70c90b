import HandoffSchema

/// An empty array or object in place of null.
struct EmptyForNull: ValueOperator {
  static let info = OperatorInfo(
    id: "empty-for-null", family: .lookalike,
    summary: "an empty array or object in place of null",
    example: OperatorInfo.Example(
      schema: #"{"type":["string","null"]}"#,
      payload: #"null"#,
      becomes: #"[]"#))

  func applies(to site: MutationSite) -> Bool {
    site.isTyped && site.node.types.contains(.null)
      && !(site.node.types.contains(.array) && site.node.types.contains(.object))
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard value == .null else { return [] }
    let samples: [JSONValue] = [[], [:]]
    return samples.filter { !site.node.types.contains(TypeSet(of: $0)) }.map(Change.replace)
  }
}

extension MutationOperator {
  /// An empty array or object in place of null.
  public static let emptyForNull = Self(EmptyForNull())
}
