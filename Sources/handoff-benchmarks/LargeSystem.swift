import HandoffContracts
import HandoffSchema

/// Systems of any size as values: larger ones than a manifest may be.
enum LargeSystem: String, CaseIterable {
  /// Each agent hands to the next one, and the last one to the first.
  case ring
  /// Each agent hands to the next one, and the last one finishes.
  case chain

  private static let phases = [
    "intake", "plan", "research", "draft", "review", "revise", "publish", "escalated",
  ]
  private static let kinds = ["timeout", "invalid_output", "refused", "tool_error", "budget_exceeded"]

  /// The system with so many agents, which keep, rewrite or count what they received by turns.
  func system(of count: Int) -> AgentSystem {
    let agents = (0..<count).map { number in
      var agent = Agent(name: "a\(number)")
      switch number % 10 {
      case 0, 4, 7:
        agent.produces = Self.phases[number % 8]
        agent.preserves = Self.fields("priority", "region", "attempts")
      case 2:
        agent.produces = "any"
        agent.preserves = Self.fields("phase", "priority", "region")
        agent.adds = [(JSONPointer(tokens: ["attempts"]), 1)]
      default:
        agent.produces = "any"
        agent.preserves = .everything
      }
      if self == .chain, number == count - 1 { agent.finishes = .yes }
      return agent
    }
    let last = self == .ring ? count : count - 1
    return AgentSystem(
      name: "\(rawValue)-\(count)", entry: ["a0"],
      contracts: [Self.contract("any", .object(["enum": .array(Self.phases.map { .string($0) })]))]
        + Self.phases.map { Self.contract($0, .object(["const": .string($0)])) },
      agents: agents, handoffs: (0..<last).map { Handoff(from: "a\($0)", to: "a\(($0 + 1) % count)") })
  }

  private static func fields(_ names: String...) -> Agent.Preserved {
    .fields(names.map { JSONPointer(tokens: [$0]) })
  }

  private static func contract(_ name: String, _ phase: JSONValue) -> Contract {
    Contract(
      name: name, version: "1.0.0",
      output: [
        "type": "object", "required": ["phase", "priority", "region", "attempts"],
        "properties": [
          "phase": phase, "priority": ["type": "integer", "minimum": 0, "maximum": 9],
          "region": ["enum": ["eu", "us", "apac", "latam"]],
          "attempts": ["type": "integer", "minimum": 0],
        ],
      ], failures: kinds.map { FailureOutput(kind: $0) })
  }
}
