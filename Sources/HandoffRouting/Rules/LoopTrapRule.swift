import HandoffContracts

struct LoopTrapRule: Rule {
  static let info = RuleInfo(
    id: "loop-trap", severity: .error,
    summary: "From a loop no finish and no human can be reached, whatever is chosen.",
    why: """
      Work that enters the loop is lost: every choice leads back into it, and only a limit on the whole run, if \
      there is one, cuts it off.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "review", "entry": "writer",
        "agents": {"writer": {}, "reviewer": {"finishes": true}},
        "handoffs": [
          {"from": "writer", "to": "reviewer"},
          {"from": "reviewer", "to": "writer"}
        ]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "review", "entry": "writer",
        "agents": {"writer": {}, "reviewer": {}},
        "handoffs": [
          {"from": "writer", "to": "reviewer"},
          {"from": "reviewer", "to": "writer"}
        ]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.liveLoops { $0 == .nothing || $0 == .nothingForSome }.map { loop in
      facts.observation(
        of: loop, message(for: loop, facts),
        remedy:
          "Let an agent of the loop finish (\(facts.spelled(.finishes))), or hand off from it to one that finishes or to a human."
      )
    }
  }

  private static func message(for loop: HandoffLoop, _ facts: RoutingFacts) -> String {
    let cut = facts.system.limits.map { " Only the run limit of \($0.handoffs) handoffs cuts it off." } ?? ""
    let who =
      loop.ending == .nothingForSome
      ? "these payloads reach no finish and no human from there"
      : "from there no finish and no human can be reached"
    return "\(facts.circulation(loop)); \(who).\(cut)"
  }
}
