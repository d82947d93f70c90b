import HandoffSchema

/// Too few elements.
struct TooFewItems: ValueOperator {
  static let info = OperatorInfo(
    id: "too-few-items", family: .constraint,
    summary: "too few elements", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"array","minItems":2}"#,
      payload: #"[1,2]"#,
      becomes: #"[1]"#))

  func applies(to site: MutationSite) -> Bool { (site.node.array?.minItems ?? 0) > 1 }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let elements = value.arrayValue, let least = site.node.array?.minItems else { return [] }
    return [.replace(.array(Array(elements.prefix(least - 1))))]
  }
}

extension MutationOperator {
  /// Too few elements.
  public static let tooFewItems = Self(TooFewItems())
}
