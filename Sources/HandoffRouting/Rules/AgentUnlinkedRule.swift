import HandoffContracts
import HandoffTraffic

struct AgentUnlinkedRule: Rule {
  static let info = RuleInfo(
    id: "agent-unlinked", severity: .note,
    summary: "No handoff leads to an agent or away from it.",
    why: """
      Where no entry is known, nothing can be said of what is reached; an agent that no handoff names is worth a look even \
      then. Where one is known, `agent-unreachable` and `escalation-unreachable` say more.
      """,
    accepted: desk(more: #", {"from": "triage", "to": "expert"}"#), rejected: desk(more: ""))

  private static func desk(more: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "desk", "entry": null,
      "agents": {"triage": {}, "faq": {"finishes": true}, "expert": {"finishes": true}},
      "handoffs": [{"from": "triage", "to": "faq"}\(more)]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    // One handoff of which nobody knows where it leads may lead to any agent.
    let knowsHandoffs = !facts.system.handoffIndices.contains { facts.traits(of: $0).isUnknown }
    guard !facts.hasEntry, knowsHandoffs, facts.system.agents.count > 1 else { return [] }
    return facts.system.agentIndices.filter { agent in
      facts.index.handoffs(from: agent).isEmpty && facts.index.handoffs(to: agent).isEmpty
        && !facts.entries.contains(agent)
    }.map { agent in
      Observation(
        at: .agent(agent), "No handoff leads to \(facts.quoted(agent)) or away from it.",
        remedy: "Link it with a handoff, make it an entry, or remove it.", agents: [agent])
    }
  }
}
