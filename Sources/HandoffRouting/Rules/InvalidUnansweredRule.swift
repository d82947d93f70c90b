import HandoffContracts
import HandoffTraffic

struct InvalidUnansweredRule: Rule {
  static let info = RuleInfo(
    id: "invalid-unanswered", severity: .note,
    summary: "An agent does not say how it answers input that breaks its contract.",
    why: """
      What arrives may be broken, whatever the producer promises. `onInvalid` says whether the agent refuses it or answers \
      with one of its failures, and `handoff check` then holds it to that.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "news", "entry": "writer",
        "agents": {"writer": {"accepts": {"type": "string"}, "onInvalid": "reject", "finishes": true}},
        "handoffs": []
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "news", "entry": "writer",
        "agents": {"writer": {"accepts": {"type": "string"}, "finishes": true}},
        "handoffs": []
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.agentIndices.compactMap { agent -> Observation? in
      guard facts.system[agent].accepts != nil, facts.system[agent].onInvalid == nil,
        !facts.role(of: agent).isHuman, !facts.payloads[agent].acceptsEverything
      else { return nil }
      return Observation(
        at: .agent(agent),
        "\(facts.quoted(agent)) does not say what it answers when its input breaks what it accepts.",
        remedy: "Add \(facts.spelled(.onInvalid)), or the failure that it answers with.", agents: [agent])
    }
  }
}
