import HandoffSchema

/// White space around a text.
struct AddedWhitespace: ValueOperator {
  static let info = OperatorInfo(
    id: "added-whitespace", family: .constraint,
    summary: "white space around a text", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"enum":["open"]}"#,
      payload: #""open""#,
      becomes: #"" open""#))

  func applies(to site: MutationSite) -> Bool {
    site.node.string?.pattern != nil || (site.listed ?? []).contains { $0.stringValue != nil }
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard case .string(let text) = value else { return [] }
    return [" " + text, text + " ", text + "\n"].changes(of: text)
  }
}

extension MutationOperator {
  /// White space around a text.
  public static let addedWhitespace = Self(AddedWhitespace())
}
