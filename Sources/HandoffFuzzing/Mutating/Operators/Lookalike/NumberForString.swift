import HandoffSchema

/// A number in place of a string.
struct NumberForString: ValueOperator {
  static let info = OperatorInfo(
    id: "number-for-string", family: .lookalike,
    summary: "a number in place of a string", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"string"}"#,
      payload: #""25""#,
      becomes: #"25"#))

  func applies(to site: MutationSite) -> Bool { site.isTyped && site.takesString && !site.takesNumber }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard case .string(let text) = value else { return [] }
    return [.replace(.number(JSONNumber(literal: text) ?? JSONNumber(text.scalarCount)))]
  }
}

extension MutationOperator {
  /// A number in place of a string.
  public static let numberForString = Self(NumberForString())
}
