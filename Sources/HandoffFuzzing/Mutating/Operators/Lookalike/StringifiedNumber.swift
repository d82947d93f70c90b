import HandoffSchema

/// A number written as a string.
struct StringifiedNumber: ValueOperator {
  static let info = OperatorInfo(
    id: "stringified-number", family: .lookalike,
    summary: "a number written as a string", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"integer"}"#,
      payload: #"25"#,
      becomes: #""25""#))

  func applies(to site: MutationSite) -> Bool { site.isNumeric }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    value.numberValue.map { [.replace(.string($0.literal))] } ?? []
  }
}

extension MutationOperator {
  /// A number written as a string.
  public static let stringifiedNumber = Self(StringifiedNumber())
}
