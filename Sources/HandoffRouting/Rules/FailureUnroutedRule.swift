import HandoffContracts
import HandoffSchema
import HandoffTraffic

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
    facts.system.agentIndices.compactMap { agent -> Observation? in
      let role = facts.role(of: agent)
      guard let index = role.contract, !role.isHuman, !facts.isAlwaysCalled(agent) else { return nil }
      let contract = facts.system[index]
      let routed = routedKinds(of: agent, facts)
      let unrouted = contract.failures.map(\.kind).filter { routed?.contains(ExactString($0)) == false }
      guard !unrouted.isEmpty else { return nil }
      return Observation(
        at: .agent(agent), message(facts.quoted(agent), unrouted, contract.name),
        remedy: """
          Add a handoff from \(facts.quoted(agent)) with \(facts.spelled(.onFailure)) or, for any failure, \(facts.spelled(.onAnyFailure)).
          """,
        agents: [agent])
    }
  }

  /// The kinds that the agent's handoffs answer; `nil` where one answers any.
  private static func routedKinds(of agent: AgentIndex, _ facts: RoutingFacts) -> Set<ExactString>? {
    var kinds: Set<ExactString> = []
    for handoff in facts.index.handoffs(from: agent) {
      switch facts.system[handoff].trigger {
      case .anyFailure: return nil
      case .failures(let names): kinds.formUnion(names.map { ExactString($0) })
      case .output, .limit, .none: break
      }
    }
    return kinds
  }

  private static func message(_ agent: String, _ kinds: [String], _ contract: String) -> String {
    let quoted = Wording.list(kinds.prefix(8).map { Wording.quoted($0) }, of: kinds.count)
    let gap = kinds.count > 1 ? "none of these failures has a handoff" : "that failure has no handoff"
    return "By its contract \(Wording.quoted(contract)), \(agent) may fail with \(quoted), but \(gap)."
  }
}
