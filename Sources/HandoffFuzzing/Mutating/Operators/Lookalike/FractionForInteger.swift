import HandoffSchema

/// A fraction where a whole number belongs.
struct FractionForInteger: ValueOperator {
  static let info = OperatorInfo(
    id: "fraction-for-integer", family: .lookalike,
    summary: "a fraction where a whole number belongs", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"integer"}"#,
      payload: #"25"#,
      becomes: #"25.5"#))

  func applies(to site: MutationSite) -> Bool {
    site.node.types.contains(.integer) && !site.node.types.contains(.number)
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard case .number(let number) = value, let units = NumberGrid.units(of: number.decimal, 0) else {
      return []
    }
    // Beyond that a reader with doubles sees a whole number, and is not to blame.
    let whole = abs(units) < Self.exact ? units : 0
    return [.replace(.number(NumberGrid.number(whole * 10 + (whole < 0 ? -5 : 5), exponent: -1)))]
  }

  /// Below this a double tells halves apart.
  private static let exact: Int128 = 1 << 52
}

extension MutationOperator {
  /// A fraction where a whole number belongs.
  public static let fractionForInteger = Self(FractionForInteger())
}
