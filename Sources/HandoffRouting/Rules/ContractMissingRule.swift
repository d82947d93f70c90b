import HandoffContracts
import HandoffSchema

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
    facts.system.agents.enumerated().compactMap { place, agent in
      // A human reads and writes what it will.
      guard agent.kind != .human else { return nil }
      let faults = [output(of: agent, facts), input(of: agent, facts)].compactMap(\.self)
      guard !faults.isEmpty else { return nil }
      return Observation(
        at: .agent(place), "\(facts.quoted(place)) \(faults.joined(separator: ", and ")).",
        remedy: remedy(for: agent, facts), agents: [place])
    }
  }

  private static func output(of agent: Agent, _ facts: RoutingFacts) -> String? {
    guard let name = agent.produces else { return "declares no output contract" }
    return facts.graph.contracts[name] == nil
      ? "produces \(RoutingFacts.quoted(name)), which is not declared" : nil
  }

  private static func input(of agent: Agent, _ facts: RoutingFacts) -> String? {
    switch agent.accepts {
    case nil: return "accepts anything"
    case .schema(let schema): return schema.allowsEverything ? "accepts anything" : nil
    case .contract(let name):
      guard let place = facts.graph.contracts[name] else {
        return "accepts \(RoutingFacts.quoted(name)), which is not declared"
      }
      return facts.system.contracts[place].output.allowsEverything ? "accepts anything" : nil
    }
  }

  private static func remedy(for agent: Agent, _ facts: RoutingFacts) -> String {
    var steps: [String] = []
    if output(of: agent, facts) != nil { steps.append("name a contract in \"produces\"") }
    if input(of: agent, facts) != nil { steps.append("say in \"accepts\" what it takes") }
    let sentence = steps.joined(separator: ", and ")
    return sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
  }
}

extension JSONValue {
  /// Whether this is plainly a schema of every value.
  var allowsEverything: Bool {
    switch self {
    case .bool(true): true
    case .object(let members): members.isEmpty
    default: false
    }
  }
}
