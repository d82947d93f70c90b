import HandoffContracts
import HandoffTraffic

struct EscalationMissingRule: Rule {
  static let info = RuleInfo(
    id: "escalation-missing", severity: .error,
    summary: "A failure that must be able to reach a human cannot.",
    why: """
      The system's `escalation` asks that failures can reach a human: those of every agent, or of the agents that it names. \
      This one is handed on to where no human can be reached any more, or nobody takes it.
      """,
    accepted: desk(recovery: #"{"from": "recovery", "to": "clerk"}"#),
    rejected: desk(recovery: #"{"from": "triage", "to": "clerk"}"#))

  private static func desk(recovery: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "desk", "entry": "triage", "escalation": "required",
      "contracts": {"ticket": {"output": {"type": "string", "minLength": 1}, "failures": {"unclear": {}}}},
      "agents": {
        "triage": {"produces": "ticket", "finishes": true},
        "recovery": {"finishes": true},
        "clerk": {"kind": "human"}
      },
      "handoffs": [
        {"from": "triage", "to": "recovery", "on": {"failure": "unclear"}},
        \(recovery)
      ]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    // The failures of one agent are one thing to mend.
    let byAgent = Dictionary(grouping: facts.unescalated, by: \.agent)
    // Where the failures of whoever takes one reach a human, that one does. Of two that take each other's one is told.
    let told = byAgent.keys.filter { agent in
      let takers = (byAgent[agent] ?? []).map { $0.takers.compactMap { facts.receiver(of: $0) } }
      return !takers.allSatisfy { takers in takers.contains { $0 > agent && byAgent[$0] != nil } }
    }
    return told.sorted().compactMap { agent in
      guard let failures = byAgent[agent] else { return nil }
      let takers = Set(failures.flatMap(\.takers)).sorted()
      let route =
        takers.isEmpty
        ? "nothing takes that"
        : "\(Wording.list(takers.prefix(4).map { facts.quoted($0) }, of: takers.count)) \(takers.count == 1 ? "leads" : "lead")"
          + " to where no human can be reached"
      return Observation(
        at: .agent(agent), "\(facts.quoted(agent)) may fail\(kinds(failures, facts)), and \(route).",
        remedy: """
          Hand the failure to a human (\(facts.spelled(.onFailure))), or let whoever takes it hand off to one.
          """,
        agents: [agent], handoffs: takers, start: agent)
    }
  }

  private static func kinds(_ failures: [UnescalatedFailure], _ facts: RoutingFacts) -> String {
    let kinds = failures.compactMap { failure -> String? in
      guard let index = failure.failure, let contract = facts.role(of: failure.agent).contract else {
        return nil
      }
      return Wording.quoted(facts.system[contract].failures[index.rawValue].kind)
    }
    return kinds.isEmpty ? "" : " with " + Wording.list(Array(kinds.prefix(8)), of: kinds.count)
  }
}
