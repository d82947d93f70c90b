import HandoffContracts
import HandoffSchema
import HandoffTraffic

/// Which agents names were probably meant to be that nobody declares.
struct NameGuesses: Sendable {
  /// So many agents are compared with so many names at most: a system that mistypes more was never read by anybody.
  static let comparedAgents = 1_000
  static let guessedNames = 1_000

  private var meant: [ExactString: String] = [:]

  /// Compares the undeclared names of a system with those of its agents.
  ///
  /// - Complexity: O(*handoffs*) on average, and the comparison of names where one is not declared.
  init(_ system: AgentSystem, _ structure: SystemStructure) {
    let known = system.agents.prefix(Self.comparedAgents).map(\.name)
    var asked: Set<ExactString> = []
    func guess(_ name: String) {
      guard structure.index.agent(named: name) == nil, asked.count < Self.guessedNames,
        asked.insert(ExactString(name)).inserted
      else { return }
      meant[ExactString(name)] = NearestName.of(name, among: known)
    }
    for name in system.entry { guess(name) }
    if let name = system.limits?.onLimit { guess(name) }
    for handoff in system.handoffIndices {
      if structure.index.source(of: handoff) == nil { guess(system[handoff].from) }
      if structure.index.target(of: handoff) == nil, !structure.traits(of: handoff).isUnknown {
        guess(system[handoff].to)
      }
    }
  }

  /// The agent that an undeclared name is near to, if any.
  subscript(name: String) -> String? { meant[ExactString(name)] }

  /// The agents to which a handoff that is taken would lead if its target were not mistyped, and those behind them: to be told
  /// of the name is enough.
  ///
  /// - Complexity: O(*agents* + *handoffs*) on average.
  func agentsBehind(
    _ system: AgentSystem, _ index: SystemIndex, where isReached: (AgentIndex) -> Bool
  ) -> Set<AgentIndex> {
    guard !meant.isEmpty else { return [] }
    var waiting: [AgentIndex] = []
    var found: Set<AgentIndex> = []
    for handoff in system.handoffIndices where index.target(of: handoff) == nil {
      guard let name = meant[ExactString(system[handoff].to)], let agent = index.agent(named: name),
        let sender = index.source(of: handoff), isReached(sender), found.insert(agent).inserted
      else { continue }
      waiting.append(agent)
    }
    while let agent = waiting.popLast() {
      for handoff in index.handoffs(from: agent) {
        if let next = index.target(of: handoff), found.insert(next).inserted { waiting.append(next) }
      }
    }
    return found
  }
}
