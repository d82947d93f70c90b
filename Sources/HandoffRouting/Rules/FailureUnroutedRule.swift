import HandoffContracts

struct FailureUnroutedRule: Rule {
  static let info = RuleInfo(
    id: "failure-unrouted", severity: .error,
    summary: "A failure that an agent's contract declares has no handoff.",
    why: """
      The agent may fail that way, and nobody takes the failure: the run stops, or the failure is passed on as if it \
      were a result. An agent that is always called with `returns` gives such failures back to its caller.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "contracts": {"findings": {"output": {"type": "object"}, "failures": {"no_sources": {}}}},
        "agents": {"researcher": {"produces": "findings", "finishes": true}, "editor": {"kind": "human"}},
        "handoffs": [{"from": "researcher", "to": "editor", "on": {"failure": "no_sources"}}]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "contracts": {"findings": {"output": {"type": "object"}, "failures": {"no_sources": {}, "timed_out": {}}}},
        "agents": {"researcher": {"produces": "findings", "finishes": true}, "editor": {"kind": "human"}},
        "handoffs": [{"from": "researcher", "to": "editor", "on": {"failure": "no_sources"}}]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.agents.indices.compactMap { agent in
      let role = facts.graph.roles[agent]
      guard role.contract >= 0, !role.isHuman, !facts.isAlwaysCalled[agent] else { return nil }
      let contract = facts.system.contracts[Int(role.contract)]
      let unrouted = contract.failures.map(\.kind).filter { !isRouted($0, from: agent, facts) }
      guard !unrouted.isEmpty else { return nil }
      return Observation(
        at: .agent(agent), message(facts.quoted(agent), unrouted, contract.name),
        remedy: """
          Add a handoff from \(facts.quoted(agent)) with "on": {"failure": …} or, for any failure, "on": "failure".
          """,
        agents: [agent])
    }
  }

  private static func isRouted(_ kind: String, from agent: Int, _ facts: RoutingFacts) -> Bool {
    facts.graph.handoffsBySender[agent].contains { facts.system.handoffs[Int($0)].trigger.answers(kind) }
  }

  private static func message(_ agent: String, _ kinds: [String], _ contract: String) -> String {
    let quoted = RoutingFacts.list(kinds.prefix(8).map { RoutingFacts.quoted($0) }, of: kinds.count)
    let gap = kinds.count > 1 ? "none of these failures has a handoff" : "that failure has no handoff"
    return "By its contract \(RoutingFacts.quoted(contract)), \(agent) may fail with \(quoted), but \(gap)."
  }
}
