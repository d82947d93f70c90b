import HandoffSchema

/// Members moved into an object of their own.
struct NestedMembers: ValueOperator {
  static let info = OperatorInfo(
    id: "nested-members", family: .structural,
    summary: "members moved into an object of their own",
    example: OperatorInfo.Example(
      schema: #"{"type":"object","required":["id","name"]}"#,
      payload: #"{"id":7,"name":"a"}"#,
      becomes: #"{"id":7,"details":{"name":"a"}}"#))

  func applies(to site: MutationSite) -> Bool { site.node.object?.required.isEmpty == false }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let members = value.objectValue, let required = site.node.object?.required else { return [] }
    let names = required.reversed().filter { members[$0] != nil }
    return (names.map { [$0] } + (names.count > 1 ? [names] : [])).flatMap { moved in
      ["details", "data"].filter { members[$0] == nil }.map { home in
        var outer = members
        var inner = JSONObject()
        for name in moved {
          inner[name] = members[name]
          outer[name] = nil
        }
        outer[home] = .object(inner)
        return .replace(.object(outer))
      }
    }
  }
}

extension MutationOperator {
  /// Members moved into an object of their own.
  public static let nestedMembers = Self(NestedMembers())
}
