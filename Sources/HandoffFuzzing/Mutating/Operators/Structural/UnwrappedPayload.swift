import HandoffSchema

/// A member of the payload in place of the payload.
struct UnwrappedPayload: ValueOperator {
  static let info = OperatorInfo(
    id: "unwrapped-payload", family: .structural,
    summary: "a member of the payload in place of the payload",
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["item"],"properties":{"item":{"type":"object"}}}"#,
      payload: #"{"item":{"id":7}}"#,
      becomes: #"{"id":7}"#))

  func applies(to site: MutationSite) -> Bool {
    site.isRoot && site.effectiveTypes == .object && !site.properties.isEmpty
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    let values = (value.objectValue ?? [:]).map(\.value)
    let containers = values.filter { $0.objectValue != nil || $0.arrayValue != nil }
    return (containers.isEmpty ? Array(values.prefix(2)) : containers).map(Change.replace)
  }
}

extension MutationOperator {
  /// A member of the payload in place of the payload.
  public static let unwrappedPayload = Self(UnwrappedPayload())
}
