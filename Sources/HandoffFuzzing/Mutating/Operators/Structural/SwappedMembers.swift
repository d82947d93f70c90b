import HandoffSchema

/// The values of two members of one type exchanged.
struct SwappedMembers: ValueOperator {
  static let info = OperatorInfo(
    id: "swapped-members", family: .structural,
    summary: "the values of two members of one type exchanged",
    example: OperatorInfo.Example(
      schema: #"""
        {"type":"object","properties":{"from":{"type":"integer","maximum":9},"to":{"type":"integer",\#
        "minimum":10}}}
        """#,
      payload: #"{"from":1,"to":20}"#,
      becomes: #"{"from":20,"to":1}"#))

  private static let pairLimit = 200

  func aims(at site: MutationSite) -> [MutationAim] {
    // Each with the next one of its type: enough to bring every member into a wrong one's room once.
    let properties = (site.node.object?.properties ?? []).prefix(Self.pairLimit)
    var last: [UInt8: String] = [:]
    var found: [MutationAim] = []
    for property in properties {
      let types = site.plan.facts.types[property.schema]
      guard types != .all, types != .boolean, types != .null else { continue }
      if let other = last[types.rawValue] { found.append(MutationAim(name: other, other: property.key)) }
      last[types.rawValue] = property.key
    }
    return found
  }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    value.objectValue?.exchanging(aim.name, aim.other).map { [$0] } ?? []
  }
}

extension MutationOperator {
  /// The values of two members of one type exchanged.
  public static let swappedMembers = Self(SwappedMembers())
}
