import HandoffSchema

/// An empty text.
struct EmptyString: ValueOperator {
  static let info = OperatorInfo(
    id: "empty-string", family: .constraint,
    summary: "an empty text", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"string","minLength":1}"#,
      payload: #""a""#,
      becomes: #""""#))

  func applies(to site: MutationSite) -> Bool { (site.node.string?.minLength ?? 0) > 0 }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard case .string(let text) = value else { return [] }
    return [""].changes(of: text)
  }
}

extension MutationOperator {
  /// An empty text.
  public static let emptyString = Self(EmptyString())
}
