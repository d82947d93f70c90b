import HandoffContracts
import HandoffRuntime
import HandoffSchema

/// A system of a few agents that hand whole numbers to each other, and short questions about it.
struct SmallSystem {
  var system: AgentSystem

  /// Agents are named by letters; `A` promises a whole number from 0 to 9 and may fail with `tired` or `late`.
  init(
    selecting selection: AgentSystem.Selection = .choice, agents: String = "ABCD", _ handoffs: Handoff...
  ) {
    var contract = Contract(name: "number", output: ["type": "integer", "minimum": 0, "maximum": 9])
    contract.failures = [FailureOutput(kind: "tired"), FailureOutput(kind: "late")]
    system = AgentSystem(
      name: "small", entry: ["A"], selection: selection, contracts: [contract],
      agents: agents.map { Agent(name: String($0)) }, handoffs: handoffs)
    system.agents[0].produces = "number"
  }

  /// Changes one agent.
  mutating func change(_ agent: String, _ change: (inout Agent) -> Void) {
    for index in system.agents.indices where system.agents[index].name == agent {
      change(&system.agents[index])
    }
  }

  var router: Router { Router(system) }

  func agent(_ name: String) -> AgentIndex { router.index.agent(named: name) ?? AgentIndex(-1) }

  /// Where a payload of `A`, or of another agent, goes.
  func routing(
    _ payload: JSONValue, _ outcome: Visit.Outcome = .output, of agent: String = "A",
    received: JSONValue? = nil, taken: [Int: Int] = [:], visited: [String: Int] = [:],
    conditions: [String: Bool] = [:]
  ) throws -> Routing {
    var counts = RunCounts()
    for (handoff, count) in taken { counts.handoffs[HandoffIndex(handoff)] = count }
    for (name, count) in visited { counts.visits[self.agent(name)] = count }
    return try router.routing(
      of: Visit(of: self.agent(agent), outcome, payload: payload, received: received), after: counts,
      condition: { conditions[$0] })
  }
}

extension Handoff {
  /// A handoff `"AB"` from `A` to `B`, by default for every payload.
  static func handoff(
    _ ends: String, on trigger: Trigger = .output, from least: Int? = nil, limit: Int? = nil,
    condition: String? = nil, parallel: String? = nil, change: (inout Handoff) -> Void = { _ in }
  ) -> Handoff {
    var handoff = Handoff(
      from: String(ends.prefix(1)), to: String(ends.suffix(1)), trigger: trigger,
      when: least.map { ["minimum": JSONValue(integerLiteral: $0)] }, limit: limit, parallel: parallel)
    handoff.condition = condition
    change(&handoff)
    return handoff
  }
}

extension Routing {
  /// The indices of the enabled handoffs.
  var taken: [Int] { enabled.map(\.handoff.rawValue) }
  /// Why each of the others is refused.
  var reasons: [Int: RefusedHandoff.Reason] {
    Dictionary(uniqueKeysWithValues: refused.map { ($0.handoff.rawValue, $0.reason) })
  }
  /// What each enabled handoff carries.
  var carried: [EnabledHandoff.Carried] { enabled.map(\.carried) }
}
