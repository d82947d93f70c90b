import HandoffSchema

/// JSON text in a string in place of the value.
struct JsonInString: ValueOperator {
  static let info = OperatorInfo(
    id: "json-in-string", family: .noise,
    summary: "JSON text in a string in place of the value",
    example: OperatorInfo.Example(
      schema: #"{"type":"object"}"#,
      payload: #"{"id":7}"#,
      becomes: #""{\"id\":7}""#))

  func applies(to site: MutationSite) -> Bool {
    site.isTyped && !site.takesString && !site.node.types.isDisjoint(with: [.object, .array])
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    switch value {
    case .object, .array: [.replace(.string(value.text())), .replace(.string(value.text(.pretty)))]
    default: []
    }
  }
}

extension MutationOperator {
  /// JSON text in a string in place of the value.
  public static let jsonInString = Self(JsonInString())
}
