import HandoffSchema

/// A whole number written with a fraction of zero, which may be refused but not misread.
struct WholeAsFraction: ValueOperator {
  static let info = OperatorInfo(
    id: "whole-as-fraction", family: .constraint,
    summary: "a whole number written with a fraction of zero, which may be refused but not misread",
    keepsValid: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"integer"}"#,
      payload: #"1"#,
      becomes: #"1.0"#))

  func applies(to site: MutationSite) -> Bool {
    site.node.types.contains(.integer) && !site.node.types.contains(.number)
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let literal = value.numberValue?.literal, literal.allSatisfy({ $0.isNumber || $0 == "-" }) else {
      return []
    }
    return [JSONNumber(literal: literal + ".0")].compactMap(\.self).map { .replace(.number($0)) }
  }
}

extension MutationOperator {
  /// A whole number written with a fraction of zero, which may be refused but not misread.
  public static let wholeAsFraction = Self(WholeAsFraction())
}
