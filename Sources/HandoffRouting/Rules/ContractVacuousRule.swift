import HandoffContracts

struct ContractVacuousRule: Rule {
  static let info = RuleInfo(
    id: "contract-vacuous", severity: .warning, subject: .payloads,
    summary: "An output that says nothing satisfies the contract.",
    why: """
      A payload of empty strings, zeros and empty arrays is what a model or a decoder leaves behind when it could not do \
      its task. If the contract accepts it, a failure passes for a result. Beside those, `false`, `null` and values \
      that the contract fixes do not count as saying something.
      """,
    accepted: """
      {
        "handoffSystem": 1, "name": "news", "entry": "writer",
        "contracts": {
          "article": {
            "output": {
              "type": "object", "required": ["body"], "properties": {"body": {"type": "string", "minLength": 1}}
            }
          }
        },
        "agents": {"writer": {"produces": "article", "finishes": true}},
        "handoffs": []
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "news", "entry": "writer",
        "contracts": {
          "article": {
            "output": {"type": "object", "required": ["body"], "properties": {"body": {"type": "string"}}}
          }
        },
        "agents": {"writer": {"produces": "article", "finishes": true}},
        "handoffs": []
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.contractIndices.compactMap { contract -> Observation? in
      guard let payload = facts.payloads[contract].blankOutput else { return nil }
      let name = Wording.quoted(facts.system[contract].name)
      return Observation(
        at: .contract(contract), "The contract \(name) accepts an output that says nothing.",
        remedy: "Ask for content: minLength, minItems, minProperties, a minimum, or required members.",
        agents: facts.producers(of: contract), witness: Finding.Witness(payload: payload))
    }
  }
}
