import HandoffSchema

/// A number with a unit or a sign, as a string.
struct UnitSuffix: ValueOperator {
  static let info = OperatorInfo(
    id: "unit-suffix", family: .lookalike,
    summary: "a number with a unit or a sign, as a string",
    example: OperatorInfo.Example(
      schema: #"{"type":"integer"}"#,
      payload: #"25"#,
      becomes: #""25 kg""#))

  func applies(to site: MutationSite) -> Bool { site.isNumeric }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let literal = value.numberValue?.literal else { return [] }
    return [literal + " kg", literal + "%", "$" + literal, literal + "ms", "~" + literal]
      .map { .replace(.string($0)) }
  }
}

extension MutationOperator {
  /// A number with a unit or a sign, as a string.
  public static let unitSuffix = Self(UnitSuffix())
}
