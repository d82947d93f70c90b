import HandoffContracts

struct HandoffUndecidedRule: Rule {
  static let info = RuleInfo(
    id: "handoff-undecided", severity: .warning,
    summary: "A question about a handoff or its contract could not be decided.",
    why: """
      The schemas go beyond what is decided exactly, or beyond a cap. The finding says which, and how many payloads that \
      were tried agree; fuzzing the handoff looks further.
      """,
    accepted: ExampleDesk.manifest(
      agents: [
        #""triage": {"produces": "ticket"}"#,
        #""faq": {"accepts": {"properties": {"level": {"maximum": 5}}}, "finishes": true}"#,
      ],
      handoffs: [
        #"{"from": "triage", "to": "faq"}"#
      ]),
    rejected: """
      {
        "handoffSystem": 1, "name": "desk", "entry": "triage",
        "contracts": {"ticket": {"output": {"type": "string", "pattern": "^(a|b)*a(a|b){40}$"}}},
        "agents": {
          "triage": {"produces": "ticket"},
          "faq": {"accepts": {"type": "string", "pattern": "^(b|a)*(a)(b|a){40}$"}, "finishes": true}
        },
        "handoffs": [{"from": "triage", "to": "faq"}]
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    var found: [Observation] = []
    for (place, contract) in facts.contracts.contracts.enumerated() {
      found += contract.doubts.map {
        observation(at: .contract(place), "the contract", $0, agents: facts.producers(of: place))
      }
    }
    for (place, agent) in facts.contracts.agents.enumerated() {
      found += agent.doubts.map { observation(at: .agent(place), facts.quoted(place), $0, agents: [place]) }
    }
    for (place, handoff) in facts.contracts.handoffs.enumerated() {
      found += handoff.doubts.map {
        observation(
          at: .handoff(place), facts.quoted(handoff: place), $0, agents: facts.ends(of: place),
          handoffs: [place])
      }
    }
    return found
  }

  private static func observation(
    at place: Observation.Place, _ subject: String, _ doubt: ContractFacts.Doubt, agents: [Int],
    handoffs: [Int] = []
  ) -> Observation {
    let agreeing = doubt.agreement.map { "; \($0.agreeing) of \($0.tried) generated payloads agree" } ?? ""
    return Observation(
      at: place, "Of \(subject) it is not decided \(doubt.question): \(doubt.reason)\(agreeing).",
      remedy: "Simplify the schemas there, or rely on fuzzing the handoff.", agents: agents,
      handoffs: handoffs)
  }
}
