import HandoffSchema

/// Upper for lower case or the reverse.
struct CaseChanged: ValueOperator {
  static let info = OperatorInfo(
    id: "case-changed", family: .constraint,
    summary: "upper for lower case or the reverse", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"enum":["open"]}"#,
      payload: #""open""#,
      becomes: #""OPEN""#))

  func applies(to site: MutationSite) -> Bool {
    (site.listed ?? []).contains { value in
      value.stringValue.map { $0.uppercased() != $0 || $0.lowercased() != $0 } == true
    }
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard case .string(let text) = value else { return [] }
    return [text.uppercased(), text.lowercased(), text.withSwappedFirst].changes(of: text)
  }
}

extension MutationOperator {
  /// Upper for lower case or the reverse.
  public static let caseChanged = Self(CaseChanged())
}
