import HandoffSchema

/// A text that is not in the format.
struct FormatBroken: ValueOperator {
  static let info = OperatorInfo(
    id: "format-broken", family: .constraint,
    summary: "a text that is not in the format", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"string","format":"email"}"#,
      payload: #""a@b.example""#,
      becomes: #""?""#))

  func applies(to site: MutationSite) -> Bool {
    site.node.string?.formatAsserts == true && site.node.string?.format != nil
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard case .string(let text) = value else { return [] }
    let format = site.node.string?.format ?? "format"
    return ["?", "not a \(format)", text + " ", text.scalarPrefix(text.scalarCount / 2)].changes(of: text)
  }
}

extension MutationOperator {
  /// A text that is not in the format.
  public static let formatBroken = Self(FormatBroken())
}
