import HandoffSchema

/// Too many members.
struct TooManyMembers: ValueOperator {
  static let info = OperatorInfo(
    id: "too-many-members", family: .constraint,
    summary: "too many members", isObligation: true,
    example: OperatorInfo.Example(
      schema: #"{"type":"object","maxProperties":1}"#,
      payload: #"{"a":1}"#,
      becomes: #"{"a":1,"extra0":1}"#))

  func applies(to site: MutationSite) -> Bool { site.node.object?.maxProperties != nil }

  func changes(of value: JSONValue, _ aim: MutationAim, at site: MutationSite) -> [Change] {
    guard let members = value.objectValue, let most = site.node.object?.maxProperties,
      most < PayloadBuilder.largestCount
    else { return [] }
    var larger = members
    var number = 0
    while larger.count <= most {
      larger["extra\(number)"] = members.first?.value ?? .null
      number += 1
    }
    return [.replace(.object(larger))]
  }
}

extension MutationOperator {
  /// Too many members.
  public static let tooManyMembers = Self(TooManyMembers())
}
