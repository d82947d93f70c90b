import HandoffContracts
import HandoffSchema
import HandoffTraffic

extension RoutingFacts {
  /// Names are compared for suggestions only where there are not too many of them.
  static let comparedAgents = 1_000

  /// The agent that an undeclared name is near to, if any.
  func meant(by name: String) -> String? {
    NearestName.of(name, among: system.agents.prefix(Self.comparedAgents).map(\.name))
  }

  /// The agents that are not reached because a handoff to them, or to one before them, misspells the name: to be told of the
  /// name is enough.
  ///
  /// - Complexity: O(*agents* + *handoffs*), and the comparison of names where one is not declared.
  func agentsBehindMisspeltNames() -> Set<AgentIndex> {
    var names: Set<ExactString> = []
    for handoff in system.handoffIndices
    where receiver(of: handoff) == nil && !traits(of: handoff).isUnknown {
      if sender(of: handoff).map({ isReached($0) }) ?? false { names.insert(ExactString(system[handoff].to)) }
    }
    var waiting = names.compactMap { meant(by: $0.string) }.compactMap { index.agent(named: $0) }
    var found = Set(waiting)
    while let agent = waiting.popLast() {
      for handoff in index.handoffs(from: agent) {
        if let next = receiver(of: handoff), found.insert(next).inserted { waiting.append(next) }
      }
    }
    return found
  }
}
