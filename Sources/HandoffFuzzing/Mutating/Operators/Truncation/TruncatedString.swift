import HandoffSchema

/// A text that was cut off.
struct TruncatedString: ValueOperator {
  static let info = OperatorInfo(
    id: "truncated-string", family: .truncation,
    summary: "a text that was cut off", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"string","minLength":3}"#,
      payload: #""abcd""#,
      becomes: #""ab""#))

  func applies(to site: MutationSite) -> Bool {
    if let listed = site.listed { return listed.contains { ($0.stringValue?.scalarCount ?? 0) > 1 } }
    guard let string = site.node.string else { return false }
    return (string.minLength ?? 0) > 2 || string.pattern != nil || string.formatAsserts
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard case .string(let text) = value, text.scalarCount > 1 else { return [] }
    let count = text.scalarCount
    return [text.scalarPrefix(count / 2), text.scalarPrefix(count - 1), text.scalarPrefix(1)].changes(
      of: text)
  }
}

extension MutationOperator {
  /// A text that was cut off.
  public static let truncatedString = Self(TruncatedString())
}
