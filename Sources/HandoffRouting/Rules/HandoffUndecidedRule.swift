import HandoffContracts
import HandoffTraffic

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
    for contract in facts.system.contractIndices {
      found += facts.payloads[contract].doubts.map {
        observation(at: .contract(contract), "the contract", $0, agents: facts.producers(of: contract))
      }
    }
    for agent in facts.system.agentIndices {
      found += facts.payloads[agent].doubts.map {
        observation(at: .agent(agent), facts.quoted(agent), $0, agents: [agent])
      }
    }
    for handoff in facts.system.handoffIndices {
      found += facts.payloads[handoff].doubts.map {
        observation(
          at: .handoff(handoff), facts.quoted(handoff), $0, agents: facts.ends(of: handoff),
          handoffs: [handoff])
      }
    }
    for join in facts.joins {
      found += join.omissions.map {
        let doubt = PayloadFacts.Doubt(question: "whether its branches always arrive and agree", reason: $0)
        return observation(at: .agent(join.agent), facts.quoted(join.agent), doubt, agents: [join.agent])
      }
    }
    return found
  }

  private static func observation(
    at subject: Observation.Subject, _ name: String, _ doubt: PayloadFacts.Doubt, agents: [AgentIndex],
    handoffs: [HandoffIndex] = []
  ) -> Observation {
    let agreeing = doubt.agreement.map { "; \($0.agreeing) of \($0.tried) generated payloads agree" } ?? ""
    return Observation(
      at: subject, "Of \(name) it is not decided \(doubt.question): \(doubt.reason)\(agreeing).",
      remedy: "Simplify the schemas there, or rely on fuzzing the handoff.", agents: agents,
      handoffs: handoffs)
  }
}
