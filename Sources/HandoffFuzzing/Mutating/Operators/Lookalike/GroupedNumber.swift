import HandoffSchema

/// A number as people write it, with commas between thousands or for the decimal point.
struct GroupedNumber: ValueOperator {
  static let info = OperatorInfo(
    id: "grouped-number", family: .lookalike,
    summary: "a number as people write it, with commas between thousands or for the decimal point",
    example: OperatorInfo.Example(
      schema: #"{"type":"integer"}"#,
      payload: #"1234"#,
      becomes: #""1,234""#))

  func applies(to site: MutationSite) -> Bool { site.isNumeric }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let literal = value.numberValue?.literal, !literal.contains(where: { $0 == "e" || $0 == "E" })
    else { return [] }
    let parts = literal.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let digits = Array(parts[0].filter(\.isNumber))
    let sign = parts[0].hasPrefix("-") ? "-" : ""
    func grouped(_ separator: String) -> String {
      digits.indices.map { index in
        (index > 0 && (digits.count - index) % 3 == 0 ? separator : "") + String(digits[index])
      }.joined()
    }
    let fraction = parts.count > 1 ? parts[1] : ""
    let english = sign + grouped(",") + (fraction.isEmpty ? "" : "." + fraction)
    let german = sign + grouped(".") + "," + (fraction.isEmpty ? "0" : fraction)
    // Without a separator it would be a stringified number.
    return [english, german, sign + grouped(" ")].filter { !$0.hasSameCodePoints(as: literal) }
      .map { .replace(.string($0)) }
  }
}

extension MutationOperator {
  /// A number as people write it, with commas between thousands or for the decimal point.
  public static let groupedNumber = Self(GroupedNumber())
}
