import HandoffContracts
import HandoffTraffic

struct LoopUnboundedRule: Rule {
  static let info = RuleInfo(
    id: "loop-unbounded", severity: .error,
    summary: "Work can circulate for ever: a way out of the loop exists, but nothing bounds the loop.",
    why: """
      Whether the run ends is left to the agents' choices. Two agents that each think the other one responsible hand \
      the work back and forth until somebody notices the bill.
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
          {"from": "reviewer", "to": "writer"}
        ]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.liveLoops { $0 == .choice }.map { loop in
      facts.observation(
        of: loop, "\(facts.circulation(loop)); \(wayOut(of: loop, facts)).",
        remedy: facts.mendText(loop))
    }
  }

  private static func wayOut(of loop: HandoffLoop, _ facts: RoutingFacts) -> String {
    guard let exit = facts.exit(of: loop.first) else { return "nothing ends it" }
    let role = facts.role(of: exit)
    let name = facts.quoted(exit)
    if loop.agents.contains(exit) {
      return role.canFinish
        ? "\(name) may finish, but nothing makes it"
        : "not all handoffs of \(name) are known, so one may lead out"
    }
    if role.isHuman { return "the way out to the human \(name) need never be taken" }
    if role.canFinish { return "the way out to \(name), which may finish, need never be taken" }
    return "the way out to \(name), not all of whose handoffs are known, need never be taken"
  }
}
