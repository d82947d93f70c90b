import HandoffContracts

struct TargetUndeclaredRule: Rule {
  static let info = RuleInfo(
    id: "target-undeclared", severity: .error,
    summary: "A handoff names an agent that is not declared.",
    why: "Taking the handoff fails in the middle of a run. The same goes for an entry and for `onLimit`.",
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
        "handoffs": [{"from": "triage", "to": "fqa"}]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    let system = facts.system
    var found: [Observation] = []
    for name in system.entry where facts.graph.index.agent(named: name) == nil {
      found.append(observation(at: .system, "The entry names the agent \(RoutingFacts.quoted(name))", facts))
    }
    if let name = system.limits?.onLimit, facts.graph.index.agent(named: name) == nil {
      found.append(
        observation(at: .runLimit, "The run limit names the agent \(RoutingFacts.quoted(name))", facts))
    }
    for place in system.handoffs.indices {
      var missing: [String] = []
      if facts.graph.senders[place] < 0 { missing.append(system.handoffs[place].from) }
      // Of an unknown handoff nobody knows the target.
      if facts.graph.receivers[place] < 0 && !facts.graph.traits[place].isUnknown {
        missing.append(system.handoffs[place].to)
      }
      for name in missing {
        var observation = observation(
          at: .handoff(place), "\(facts.quoted(handoff: place)) names the agent \(RoutingFacts.quoted(name))",
          facts)
        observation.handoffs = [place]
        observation.agents = facts.ends(of: place)
        found.append(observation)
      }
    }
    return found
  }

  private static func observation(
    at place: Observation.Place, _ subject: String, _ facts: RoutingFacts
  ) -> Observation {
    let names = facts.system.agents.map(\.name)
    let known = RoutingFacts.list(names.prefix(8).map { RoutingFacts.quoted($0) }, of: names.count)
    return Observation(
      at: place, "\(subject), which is not declared.",
      remedy: "Declare it, or name one of the agents: \(known).")
  }
}
