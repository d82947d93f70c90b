import HandoffSchema

/// A text that one slip keeps from being in the format.
struct FormatNearMiss: ValueOperator {
  static let info = OperatorInfo(
    id: "format-near-miss", family: .constraint,
    summary: "a text that one slip keeps from being in the format",
    example: OperatorInfo.Example(
      schema: #"{"type":"string","format":"uuid"}"#,
      payload: #""00000000-0000-0000-0000-000000000000""#,
      becomes: #""00000000-0000-00000000-000000000000""#))

  func applies(to site: MutationSite) -> Bool { FormatBroken().applies(to: site) }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard case .string(let text) = value else { return [] }
    let joints = ["@", ".", ":", "-", "/", "T", "Z"].map { text.replacing($0, with: "") }
    return (text.slips + joints + [text + ".", text.replacing(":", with: ";")]).changes(of: text)
  }
}

extension MutationOperator {
  /// A text that one slip keeps from being in the format.
  public static let formatNearMiss = Self(FormatNearMiss())
}
