import HandoffSchema

/// A number whose last digits are missing.
struct TruncatedNumber: ValueOperator {
  static let info = OperatorInfo(
    id: "truncated-number", family: .truncation,
    summary: "a number whose last digits are missing",
    example: OperatorInfo.Example(
      schema: #"{"type":"integer","minimum":1000}"#,
      payload: #"1250"#,
      becomes: #"125"#))

  func applies(to site: MutationSite) -> Bool { site.node.numeric != nil }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let literal = value.numberValue?.literal, literal.utf8.count > 1 else { return [] }
    return (1..<literal.utf8.count).compactMap { JSONNumber(literal: String(literal.dropLast($0))) }
      .map { .replace(.number($0)) }
  }
}

extension MutationOperator {
  /// A number whose last digits are missing.
  public static let truncatedNumber = Self(TruncatedNumber())
}
