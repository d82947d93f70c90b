import HandoffContracts
import HandoffTraffic

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
    for (position, name) in system.entry.enumerated() where facts.index.agent(named: name) == nil {
      found.append(observation(at: .entry(position), "The entry", names: name, facts))
    }
    if let name = system.limits?.onLimit, facts.index.agent(named: name) == nil {
      found.append(observation(at: .runLimit, "The run limit", names: name, facts))
    }
    for handoff in system.handoffIndices {
      var missing: [String] = []
      if facts.sender(of: handoff) == nil { missing.append(system[handoff].from) }
      // Of an unknown handoff nobody knows the target.
      if facts.receiver(of: handoff) == nil && !facts.traits(of: handoff).isUnknown {
        missing.append(system[handoff].to)
      }
      for name in missing {
        var observation = observation(at: .handoff(handoff), facts.quoted(handoff), names: name, facts)
        observation.handoffs = [handoff]
        observation.agents = facts.ends(of: handoff)
        found.append(observation)
      }
    }
    return found
  }

  private static func observation(
    at subject: Observation.Subject, _ element: String, names name: String, _ facts: RoutingFacts
  ) -> Observation {
    let names = facts.system.agents.prefix(8).map(\.name)
    let known = Wording.list(names.map { Wording.quoted($0) }, of: facts.system.agents.count)
    let meant = facts.guesses[name].map { "; did you mean \(Wording.quoted($0))?" } ?? "."
    return Observation(
      at: subject, "\(element) names the agent \(Wording.quoted(name)), which is not declared\(meant)",
      remedy: "Declare it, or name one of the agents: \(known).")
  }
}
