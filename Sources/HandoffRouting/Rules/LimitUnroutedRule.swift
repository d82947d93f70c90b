import HandoffContracts
import HandoffTraffic

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
        remedy: "Name the agent that gets the work in \(facts.spelled(.limitTaker)).")
    ]
  }

  private static func forAgents(_ facts: RoutingFacts) -> [Observation] {
    facts.system.agentIndices.compactMap { agent -> Observation? in
      guard let limit = facts.system[agent].limit, !hasLimitHandoff(agent, except: nil, facts) else {
        return nil
      }
      let isImplied = facts.system[agent].limitIsImplied
      return Observation(
        at: .agent(agent), severity: isImplied ? .note : nil,
        """
        \(facts.quoted(agent)) may be visited \(times(limit)) in a run\(origin(isImplied)), but has no handoff for \
        when that is reached.
        """,
        remedy: "Add a handoff from \(facts.quoted(agent)) with \(facts.spelled(.onLimit)).", agents: [agent])
    }
  }

  private static func forHandoffs(_ facts: RoutingFacts) -> [Observation] {
    facts.system.handoffIndices.compactMap { handoff -> Observation? in
      // No limit ever leads to such a handoff, so its own is never reached.
      guard facts.standing(of: handoff) != .withoutLimit,
        let limit = facts.system[handoff].limit, let sender = facts.sender(of: handoff),
        !hasLimitHandoff(sender, except: handoff, facts), !hasSubstitute(for: handoff, from: sender, facts)
      else { return nil }
      let isImplied = facts.system[handoff].limitIsImplied
      return Observation(
        at: .handoff(handoff), severity: isImplied ? .note : nil,
        """
        \(facts.quoted(handoff)) may be taken \(times(limit)) in a run\(origin(isImplied)), but \
        \(facts.quoted(sender)) has no handoff for when that is reached.
        """,
        remedy: "Add a handoff from \(facts.quoted(sender)) with \(facts.spelled(.onLimit)).",
        agents: [sender],
        handoffs: [handoff])
    }
  }

  private static func times(_ limit: Int) -> String { limit == 1 ? "once" : "\(limit) times" }

  private static func origin(_ isImplied: Bool) -> String { isImplied ? " (a framework's default)" : "" }

  private static func hasLimitHandoff(
    _ agent: AgentIndex, except handoff: HandoffIndex?, _ facts: RoutingFacts
  ) -> Bool {
    facts.index.handoffs(from: agent).contains { facts.traits(of: $0).trigger == .limit && $0 != handoff }
  }

  /// Whether other handoffs without guard and limit answer every failure that a limited failure handoff answers:
  /// a retry that gives up.
  private static func hasSubstitute(
    for handoff: HandoffIndex, from sender: AgentIndex, _ facts: RoutingFacts
  ) -> Bool {
    let others = facts.index.handoffs(from: sender).filter { facts.traits(of: $0).isUnconditional }
    switch facts.system[handoff].trigger {
    case .anyFailure:
      return others.contains { facts.traits(of: $0).trigger == .anyFailure }
    case .failures(let kinds):
      return kinds.allSatisfy { kind in others.contains { facts.system[$0].trigger.answers(kind) } }
    case .output, .limit, .none: return false
    }
  }
}
