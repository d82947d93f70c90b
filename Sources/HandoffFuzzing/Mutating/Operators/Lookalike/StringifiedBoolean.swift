import HandoffSchema

/// A truth value written as a string.
struct StringifiedBoolean: ValueOperator {
  static let info = OperatorInfo(
    id: "stringified-boolean", family: .lookalike,
    summary: "a truth value written as a string", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"boolean"}"#,
      payload: #"true"#,
      becomes: #""yes""#))

  func applies(to site: MutationSite) -> Bool {
    site.isTyped && site.node.types.contains(.boolean) && !site.takesString
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard case .bool(let truth) = value else { return [] }
    return (truth ? ["true", "false", "yes", "True"] : ["false", "true", "no", "False"]).map {
      .replace(.string($0))
    }
  }
}

extension MutationOperator {
  /// A truth value written as a string.
  public static let stringifiedBoolean = Self(StringifiedBoolean())
}
