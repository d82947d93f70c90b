import HandoffContracts

struct ContractMissingRule: Rule {
  static let info = RuleInfo(
    id: "contract-missing", severity: .warning,
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
    facts.system.agents.indices.compactMap { place in
      // A human reads and writes what it will.
      guard !facts.graph.roles[place].isHuman else { return nil }
      let output = output(of: place, facts)
      let input = input(of: place, facts)
      guard output != nil || input != nil else { return nil }
      let faults = [output, input].compactMap(\.self).joined(separator: ", and ")
      let steps = [
        output == nil ? nil : "name a contract in \"produces\"",
        input == nil ? nil : "say in \"accepts\" what it takes",
      ].compactMap(\.self).joined(separator: ", and ")
      return Observation(
        at: .agent(place), "\(facts.quoted(place)) \(faults).",
        remedy: steps.prefix(1).uppercased() + steps.dropFirst() + ".", agents: [place])
    }
  }

  private static func output(of agent: Int, _ facts: RoutingFacts) -> String? {
    guard let name = facts.system.agents[agent].produces else { return "declares no output contract" }
    return facts.graph.index.contract(named: name) == nil
      ? "produces \(RoutingFacts.quoted(name)), which is not declared" : nil
  }

  private static func input(of agent: Int, _ facts: RoutingFacts) -> String? {
    switch facts.system.agents[agent].accepts {
    case nil: return "accepts anything"
    case .schema(let schema): return schema.allowsEverything ? "accepts anything" : nil
    case .contract(let name):
      guard let place = facts.graph.index.contract(named: name)?.rawValue else {
        return "accepts \(RoutingFacts.quoted(name)), which is not declared"
      }
      return facts.system.contracts[place].output.allowsEverything ? "accepts anything" : nil
    }
  }
}
