import HandoffContracts
import HandoffSchema
import HandoffTraffic

struct ContractMissingRule: Rule {
  static let info = RuleInfo(
    id: "contract-missing", severity: .warning, subject: .payloads,
    summary: "An agent declares no output contract, or accepts anything.",
    why: "Nothing can be checked about what it sends or takes: every payload is right, every change silent.",
    accepted: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "contracts": {"findings": {"output": {"type": "object", "required": ["sources"]}}},
        "agents": {
          "researcher": {"accepts": {"type": "string"}, "produces": "findings", "finishes": true}
        },
        "handoffs": []
      }
      """,
    rejected: """
      {
        "handoffSystem": 1, "name": "news", "entry": "researcher",
        "agents": {"researcher": {"finishes": true}},
        "handoffs": []
      }
      """)

  static func check(_ facts: RoutingFacts) -> [Observation] {
    facts.system.agentIndices.compactMap { agent -> Observation? in
      // A human reads and writes what it will.
      guard !facts.role(of: agent).isHuman else { return nil }
      let output = output(of: agent, facts)
      let input = input(of: agent, facts)
      guard output != nil || input != nil else { return nil }
      let faults = [output, input].compactMap(\.self).joined(separator: ", and ")
      let steps = [
        output == nil ? nil : "name a contract in \(facts.spelled(.produces))",
        input == nil ? nil : "say in \(facts.spelled(.accepts)) what it takes",
      ].compactMap(\.self).joined(separator: ", and ")
      var found = Observation(
        at: .agent(agent), "\(facts.quoted(agent)) \(faults).",
        remedy: steps.prefix(1).uppercased() + steps.dropFirst() + ".", agents: [agent])
      // A contract that nobody declares is one slip, whoever refers to it.
      if input == nil, let name = facts.system[agent].produces { found.cause = [.string(name)] }
      return found
    }
  }

  private static func output(of agent: AgentIndex, _ facts: RoutingFacts) -> String? {
    guard let name = facts.system[agent].produces else { return "declares no output contract" }
    return facts.index.contract(named: name) == nil
      ? "produces \(Wording.quoted(name)), which is not declared" : nil
  }

  private static func input(of agent: AgentIndex, _ facts: RoutingFacts) -> String? {
    switch facts.system[agent].accepts {
    case nil: return "accepts anything"
    case .schema(let schema): return schema.allowsEverything ? "accepts anything" : nil
    case .contract(let name):
      guard let contract = facts.index.contract(named: name) else {
        return "accepts \(Wording.quoted(name)), which is not declared"
      }
      return facts.system[contract].output.allowsEverything ? "accepts anything" : nil
    }
  }
}
