import HandoffContracts
import HandoffTraffic

struct RetryUnchangedRule: Rule {
  static let info = RuleInfo(
    id: "retry-unchanged", severity: .note,
    summary: "A retry changes nothing.",
    why: """
      The agent gets the same input again under the same circumstances, so it is likely to fail the same way. `changes` \
      says what is different: the prompt, the tool, the model, or the input.
      """,
    accepted: retry(changes: #", "changes": "model""#), rejected: retry(changes: ""))

  private static func retry(changes: String) -> String {
    """
    {
      "handoffSystem": 1, "name": "news", "entry": "researcher",
      "contracts": {"findings": {"output": {"type": "object"}, "failures": {"timed_out": {}}}},
      "agents": {"researcher": {"produces": "findings", "finishes": true}, "editor": {"kind": "human"}},
      "handoffs": [
        {"from": "researcher", "to": "researcher", "on": "failure", "limit": 2\(changes)},
        {"from": "researcher", "to": "editor", "on": "failure"}
      ]
    }
    """
  }

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.handoffIndices.compactMap { handoff -> Observation? in
      guard facts.structure.isRetry(handoff), facts.system[handoff].changes == nil,
        // One that is never taken is told by other rules.
        facts.standing(of: handoff) == .live, !facts.payloads[handoff].neverMatches,
        !facts.payloads[handoff].isShadowed
      else { return nil }
      return Observation(
        at: .handoff(handoff),
        "The retry \(facts.quoted(handoff)) does not say what is different the next time.",
        remedy: "Change something between the attempts, and say in \(facts.spelled(.changes)) what.",
        agents: facts.ends(of: handoff), handoffs: [handoff])
    }
  }
}
