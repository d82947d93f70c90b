import HandoffSchema

/// An object without members.
struct EmptyObject: ValueOperator {
  static let info = OperatorInfo(
    id: "empty-object", family: .structural,
    summary: "an object without members", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["id"]}"#,
      payload: #"{"id":7}"#,
      becomes: #"{}"#))

  func applies(to site: MutationSite) -> Bool {
    guard let object = site.node.object else { return false }
    return !object.required.isEmpty || (object.minProperties ?? 0) > 0
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    value.objectValue?.isEmpty == false ? [.replace([:])] : []
  }
}

extension MutationOperator {
  /// An object without members.
  public static let emptyObject = Self(EmptyObject())
}
