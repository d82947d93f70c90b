import HandoffContracts
import HandoffTraffic

struct AgentUnlinkedRule: Rule {
  static let info = RuleInfo(
    id: "agent-unlinked", severity: .note,
    summary: "No handoff leads to an agent or away from it.",
    why: """
      Where not all entries and handoffs are known, nothing can be said of what is reached; an agent that nothing at all \
      names is worth a look even then. Where all are known, `agent-unreachable` and `escalation-unreachable` say more.
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
    guard !facts.knowsWhatIsReached, facts.system.agents.count > 1 else { return [] }
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
