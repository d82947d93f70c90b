import HandoffSchema

/// An array that was cut off.
struct TruncatedArray: ValueOperator {
  static let info = OperatorInfo(
    id: "truncated-array", family: .truncation,
    summary: "an array that was cut off", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"array","minItems":3}"#,
      payload: #"[1,2,3]"#,
      becomes: #"[1]"#))

  func applies(to site: MutationSite) -> Bool { (site.node.array?.minItems ?? 0) > 2 }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let elements = value.arrayValue, let least = site.node.array?.minItems else { return [] }
    return [.replace(.array(Array(elements.prefix(least / 2))))]
  }
}

extension MutationOperator {
  /// An array that was cut off.
  public static let truncatedArray = Self(TruncatedArray())
}
