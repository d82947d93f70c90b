import HandoffContracts
import HandoffSchema
import HandoffTraffic

struct JoinConflictRule: Rule {
  static let info = RuleInfo(
    id: "join-conflict", severity: .warning, subject: .payloads, basis: .proved,
    summary: "Two branches bring the same member with different values to a join that merges them.",
    why: """
      One object has room for one value: the other branch's is lost, and nobody says which. Members that every branch \
      copies unchanged from what it received (`preserves`) do not count.
      """,
    accepted: join(law: "law", tax: "tax", receives: "merged"),
    rejected: join(law: "note", tax: "note", receives: "merged"))

  private static func join(law: String, tax: String, receives: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "desk", "entry": "fork",
      "contracts": {
        "law": {"output": {"type": "object", "properties": {"\(law)": {"type": "string"}}, "additionalProperties": false}},
        "tax": {"output": {"type": "object", "properties": {"\(tax)": {"type": "string"}}, "additionalProperties": false}}
      },
      "agents": {
        "fork": {}, "law": {"produces": "law"}, "tax": {"produces": "tax"},
        "answer": {"join": {"wait": "all", "receives": "\(receives)"}, "finishes": true}
      },
      "handoffs": [
        {"from": "fork", "to": "law", "parallel": "search"},
        {"from": "fork", "to": "tax", "parallel": "search"},
        {"from": "law", "to": "answer"},
        {"from": "tax", "to": "answer"}
      ]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.joins.compactMap { join in join.conflict.map { observation(of: join, $0, facts) } }
  }

  private static func observation(
    of join: JoinFacts, _ conflict: JoinFacts.Conflict, _ facts: RoutingFacts
  ) -> Observation {
    let handoffs = conflict.branches.compactMap(\.handoffs.first)
    let names = Wording.list(handoffs.map { facts.quoted($0) })
    let members = Wording.list(
      conflict.members.prefix(4).map { Wording.quoted($0) }, of: conflict.members.count)
    let agent = facts.quoted(join.agent)
    let message =
      conflict.members.isEmpty
      ? "\(agent) merges what its branches bring into one object, but \(names) may bring something that is no object."
      : "\(names) may bring different values of \(members), and \(agent) merges them into one object."
    return Observation(
      at: .agent(join.agent), message,
      remedy:
        "Keep the branches apart (\(facts.spelled(.receivesApart))), or name the members differently.",
      agents: Set([join.agent] + conflict.branches.map(\.sender)).sorted(), handoffs: handoffs.sorted(),
      witness: Finding.Witness(payload: conflict.payloads))
  }
}
