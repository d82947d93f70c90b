import HandoffContracts

struct LoopLatentRule: Rule {
  static let info = RuleInfo(
    id: "loop-latent", severity: .note,
    summary: "A loop exists, but no entry leads to it.",
    why: "It does no harm today, and becomes a live loop with the first handoff that leads to it.",
    accepted: """
      {
        "handoffSystem": 1, "name": "desk", "entry": "triage",
        "agents": {"triage": {"finishes": true}, "faq": {"finishes": true}},
        "handoffs": [{"from": "triage", "to": "faq"}]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "desk", "entry": "triage",
        "agents": {"triage": {"finishes": true}, "faq": {}, "expert": {"finishes": true}},
        "handoffs": [
          {"from": "faq", "to": "expert"},
          {"from": "expert", "to": "faq"}
        ]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.loops.filter { !$0.isReached && $0.isDecided }.map { loop in
      let known = facts.mayReachMore ? "known handoff" : "handoff"
      // Its agents may be reached all the same, only never with such a payload.
      let what =
        facts.isKnownToBeReached(loop.first)
        ? "no payload that goes round gets there" : "no \(known) leads there"
      return facts.observation(
        of: loop, "\(facts.circulation(loop)); but \(what) from an entry.",
        remedy: "Remove the agents if they are not used, or bound the loop before something leads to it.")
    }
  }
}
