import HandoffContracts

struct LoopCertainRule: Rule {
  static let info = RuleInfo(
    id: "loop-certain", severity: .error,
    summary: "A payload circulates for ever without any choice being made.",
    why: """
      A way out exists, but these payloads never take it: at each agent exactly one handoff matches, and it leads on \
      round the loop. No agent is asked, so no agent can end it.
      """,
    accepted: system(preserved: #"["/text"]"#), rejected: system(preserved: #"["/text", "/state"]"#))

  private static func system(preserved: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "review", "entry": "writer", "selection": "firstMatch",
      "contracts": {
        "draft": {
          "output": {
            "type": "object", "required": ["text", "state"],
            "properties": {"text": {"type": "string", "minLength": 1}, "state": {"enum": ["open", "done"]}}
          }
        }
      },
      "agents": {
        "writer": {"produces": "draft", "preserves": \(preserved)},
        "reviewer": {"produces": "draft", "preserves": ["/text", "/state"], "finishes": true}
      },
      "handoffs": [
        {"from": "writer", "to": "reviewer"},
        {"from": "reviewer", "to": "writer", "limit": 3,
         "when": {"properties": {"state": {"const": "done"}}, "required": ["state"]}},
        {"from": "reviewer", "to": "writer",
         "when": {"properties": {"state": {"const": "open"}}, "required": ["state"]}}
      ]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.liveLoops { $0 == .failureOnly }.map { loop in
      let cut =
        facts.system.limits.map { " Only the run limit of \($0.handoffs) handoffs cuts it off." } ?? ""
      return facts.observation(
        of: loop,
        """
        \(facts.list(loop.agents)) \(loop.agents.count == 1 ? "hands work to itself" : "hand work around") without end and \
        without any choice: \(facts.lapText(loop))\(facts.particulars(of: loop)). The way out is for other payloads, or for \
        an agent that fails.\(cut)
        """,
        remedy: facts.mendText(loop))
    }
  }
}
