import HandoffContracts
import HandoffTraffic

struct EdgesUnknownRule: Rule {
  static let info = RuleInfo(
    id: "edges-unknown", severity: .note,
    summary: "Not all handoffs of an agent are known.",
    why: """
      An importer knows that there are handoffs but not where they lead. Rules that would have to know them do not \
      guess: they report nothing where an unknown handoff could be the answer.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "desk", "entry": "triage",
        "agents": {"triage": {}, "faq": {"finishes": true}},
        "handoffs": [{"from": "triage", "to": "faq"}]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "desk", "entry": "triage",
        "agents": {"triage": {}, "faq": {"finishes": true}},
        "handoffs": [
          {"from": "triage", "to": "faq"},
          {"from": "faq", "to": "faq", "evidence": "unknown"}
        ]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.agentIndices.filter { facts.role(of: $0).hasUnknownHandoffs }.map { agent in
      let unknown = facts.index.handoffs(from: agent)
        .filter { facts.traits(of: $0).isUnknown }
      let silenced =
        facts.isKnownToBeReached(agent)
        ? "so dead ends, traps and unreachable agents may exist that cannot be told"
        : "so dead ends and traps may exist that cannot be told"
      return Observation(
        at: .agent(agent), "Not all handoffs of \(facts.quoted(agent)) are known, \(silenced).",
        remedy: "Declare where they lead, or observe it in traces.", agents: [agent], handoffs: unknown)
    }
  }
}
