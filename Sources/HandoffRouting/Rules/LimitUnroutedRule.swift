import HandoffContracts

struct LimitUnroutedRule: Rule {
  static let info = RuleInfo(
    id: "limit-unrouted", severity: .warning,
    summary: "A declared limit has no handoff for when it is reached.",
    why: """
      A limit stops a loop, and then the work has to go somewhere. Without an `"on": "limit"` handoff (or `onLimit` for \
      the limit of the run) the run ends in the middle. For a limit on a failure handoff, another handoff that answers \
      the same failures will do. A note where the limit is a framework's default.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "review", "entry": "writer",
        "agents": {"writer": {}, "reviewer": {"finishes": true}, "editor": {"kind": "human"}},
        "handoffs": [
          {"from": "writer", "to": "reviewer"},
          {"from": "reviewer", "to": "writer", "limit": 3},
          {"from": "reviewer", "to": "editor", "on": "limit"}
        ]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "review", "entry": "writer",
        "agents": {"writer": {}, "reviewer": {"finishes": true}},
        "handoffs": [
          {"from": "writer", "to": "reviewer"},
          {"from": "reviewer", "to": "writer", "limit": 3}
        ]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    forRun(facts) + forAgents(facts) + forHandoffs(facts)
  }

  private static func forRun(_ facts: RoutingFacts) -> [Observation] {
    guard let limits = facts.system.limits, limits.onLimit == nil else { return [] }
    let origin = limits.isImplied ? ", a framework's default," : ""
    return [
      Observation(
        at: .runLimit, severity: limits.isImplied ? .note : nil,
        "The run limit of \(limits.handoffs) handoffs\(origin) ends the run with an error: no agent takes the work.",
        remedy: "Name the agent that gets the work in \"limits\": {\"onLimit\": …}.")
    ]
  }

  private static func forAgents(_ facts: RoutingFacts) -> [Observation] {
    facts.system.agents.indices.compactMap { place in
      guard let limit = facts.system.agents[place].limit, !hasLimitHandoff(place, except: nil, facts) else {
        return nil
      }
      return Observation(
        at: .agent(place),
        "\(facts.quoted(place)) may be visited \(times(limit)) in a run, but has no handoff for when that is reached.",
        remedy: "Add a handoff from \(facts.quoted(place)) with \"on\": \"limit\".", agents: [place])
    }
  }

  private static func forHandoffs(_ facts: RoutingFacts) -> [Observation] {
    facts.system.handoffs.indices.compactMap { place in
      let sender = Int(facts.graph.senders[place])
      guard facts.graph.traits[place].isLimited, let limit = facts.system.handoffs[place].limit, sender >= 0,
        !hasLimitHandoff(sender, except: place, facts),
        !hasSubstitute(for: place, from: sender, facts)
      else { return nil }
      return Observation(
        at: .handoff(place),
        """
        \(facts.quoted(handoff: place)) may be taken \(times(limit)) in a run, but \(facts.quoted(sender)) has no \
        handoff for when that is reached.
        """,
        remedy: "Add a handoff from \(facts.quoted(sender)) with \"on\": \"limit\".", agents: [sender],
        handoffs: [place])
    }
  }

  private static func times(_ limit: Int) -> String { limit == 1 ? "once" : "\(limit) times" }

  private static func hasLimitHandoff(_ agent: Int, except place: Int?, _ facts: RoutingFacts) -> Bool {
    facts.graph.handoffsBySender[agent].contains {
      facts.graph.traits[Int($0)].trigger == .limit && Int($0) != place
    }
  }

  /// Whether other handoffs without guard and limit answer every failure that a limited failure handoff answers:
  /// a retry that gives up.
  private static func hasSubstitute(for place: Int, from sender: Int, _ facts: RoutingFacts) -> Bool {
    let others = facts.graph.handoffsBySender[sender].map(Int.init)
      .filter { facts.graph.traits[$0].isUnconditional }
    switch facts.system.handoffs[place].trigger {
    case .anyFailure:
      return others.contains { facts.graph.traits[$0].trigger == .anyFailure }
    case .failures(let kinds):
      return kinds.allSatisfy { kind in others.contains { facts.system.handoffs[$0].trigger.answers(kind) } }
    case .output, .limit, .none: return false
    }
  }
}
