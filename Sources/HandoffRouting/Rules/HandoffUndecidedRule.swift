import HandoffContracts
import HandoffTraffic

struct HandoffUndecidedRule: Rule {
  static let info = RuleInfo(
    id: "handoff-undecided", severity: .warning, subject: .payloads,
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
    found += ofHandoffs(facts)
    for join in facts.joins {
      found += join.omissions.map {
        let doubt = PayloadFacts.Doubt(question: "whether its branches always arrive and agree", reason: $0)
        return observation(at: .agent(join.agent), facts.quoted(join.agent), doubt, agents: [join.agent])
      }
    }
    if let omission = facts.storesOmission {
      let doubt = PayloadFacts.Doubt(question: "who meets at its stores", reason: omission)
      found.append(observation(at: .system, Wording.quoted(facts.system.name), doubt, agents: []))
    }
    return found
  }

  /// Several handoffs of one agent with the same doubt are one finding: a cap on what bears on an agent's handoffs has one
  /// cause, however many come behind it.
  private static func ofHandoffs(_ facts: RoutingFacts) -> [Observation] {
    struct Cause: Hashable {
      var sender: AgentIndex?
      var doubt: PayloadFacts.Doubt
    }
    var places: [Cause: Int] = [:]
    var groups: [(doubt: PayloadFacts.Doubt, handoffs: [HandoffIndex])] = []
    for handoff in facts.system.handoffIndices {
      for doubt in facts.payloads[handoff].doubts {
        let cause = Cause(sender: facts.index.source(of: handoff), doubt: doubt)
        if let place = places[cause] {
          groups[place].handoffs.append(handoff)
        } else {
          places[cause] = groups.count
          groups.append((doubt, [handoff]))
        }
      }
    }
    return groups.map { doubt, handoffs in
      let more = handoffs.count > 1 ? " and \(handoffs.count - 1) more of its sender" : ""
      return observation(
        at: .handoff(handoffs[0]), facts.quoted(handoffs[0]) + more, doubt,
        agents: facts.ends(of: handoffs[0]),
        handoffs: handoffs)
    }
  }

  private static func observation(
    at subject: Observation.Subject, _ name: String, _ doubt: PayloadFacts.Doubt, agents: [AgentIndex],
    handoffs: [HandoffIndex] = []
  ) -> Observation {
    let agreeing = doubt.agreement.map { "; \($0.agreeing) of \($0.tried) generated payloads agree" } ?? ""
    var found = Observation(
      at: subject, "Of \(name) it is not decided \(doubt.question): \(doubt.reason)\(agreeing).",
      remedy: "Simplify the schemas there, or rely on fuzzing the handoff.", agents: agents,
      handoffs: handoffs)
    found.unknowns = [doubt.reason]
    return found
  }
}
