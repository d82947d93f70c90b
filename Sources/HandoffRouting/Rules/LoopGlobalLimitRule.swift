import HandoffContracts

struct LoopGlobalLimitRule: Rule {
  static let info = RuleInfo(
    id: "loop-global-limit", severity: .warning,
    summary: "Only the limit on the whole run stops the loop.",
    why: """
      The run limit is a fuse: it spends every handoff of the run on the loop first, and then ends the run wherever it \
      happens to be. A limit on the loop itself ends it early and in a known place.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "desk", "entry": "triage", "limits": {"handoffs": 10, "onLimit": "clerk"},
        "agents": {"triage": {"finishes": true}, "faq": {}, "clerk": {"kind": "human"}},
        "handoffs": [
          {"from": "triage", "to": "faq", "limit": 2},
          {"from": "faq", "to": "triage"},
          {"from": "triage", "to": "clerk", "on": "limit"}
        ]
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "desk", "entry": "triage", "limits": {"handoffs": 10, "implied": true},
        "agents": {"triage": {"finishes": true}, "faq": {}},
        "handoffs": [
          {"from": "triage", "to": "faq"},
          {"from": "faq", "to": "triage"}
        ]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    guard let limits = facts.system.limits else { return [] }
    return facts.liveLoops { $0 == .runLimit }.map { loop in
      facts.observation(
        of: loop, message(for: loop, limits, facts),
        remedy: facts.mendText(loop))
    }
  }

  private static func message(
    for loop: HandoffLoop, _ limits: AgentSystem.RunLimit, _ facts: RoutingFacts
  ) -> String {
    let origin = limits.isImplied ? " (a framework's default)" : ""
    let fuse = "the run limit of \(limits.handoffs) handoffs\(origin)"
    let effect =
      facts.limitTaker.map { "hands the work to \(facts.quoted($0))" }
      ?? "ends the run with an error, because no agent takes the work then"
    return
      "\(facts.list(loop.agents)) \(facts.deed(of: loop)) until \(fuse) stops it: \(facts.lapText(loop))\(facts.particulars(of: loop)). Reaching it \(effect)."
  }
}
