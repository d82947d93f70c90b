import HandoffContracts

struct FailureTrapRule: Rule {
  static let info = RuleInfo(
    id: "failure-trap", severity: .error,
    summary: "A failure path leads to where no finish and no human can be reached.",
    why: "The failure is routed, but the route helps nobody: work that takes it is lost.",
    accepted: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "agents": {"researcher": {"finishes": true}, "recovery": {}, "editor": {"kind": "human"}},
        "handoffs": [
          {"from": "researcher", "to": "recovery", "on": "failure"},
          {"from": "recovery", "to": "editor"}
        ]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "agents": {"researcher": {"finishes": true}, "recovery": {}},
        "handoffs": [{"from": "researcher", "to": "recovery", "on": "failure"}]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.handoffs.indices.compactMap { place in
      guard facts.graph.traits[place].trigger.isFailure, facts.graph.standings[place] == .live else {
        return nil
      }
      let sender = Int(facts.graph.senders[place])
      let receiver = Int(facts.graph.receivers[place])
      guard facts.isReached(sender), !facts.exits.contains(receiver) else { return nil }
      return Observation(
        at: .handoff(place),
        """
        The failure handoff \(facts.quoted(handoff: place)) leads to \(facts.quoted(receiver)), from where no finish \
        and no human can be reached.
        """,
        remedy: "Let \(facts.quoted(receiver)) finish, or hand off from it to a human.",
        agents: facts.ends(of: place), handoffs: [place],
        witness: Finding.Witness(path: [facts.name(ofHandoff: place)]), start: sender)
    }
  }
}
