import HandoffContracts

/// Turns observations into findings: places become names and locations.
struct FindingWriter {
  private let facts: RoutingFacts
  private var system: AgentSystem { facts.system }

  /// A stem of more handoffs than this is left out of the witness, and the message says so.
  static let longestStem = 100

  init(_ facts: RoutingFacts) {
    self.facts = facts
  }

  func finding(_ observation: Observation, _ rule: RuleInfo) -> Finding {
    var finding = Finding(
      rule: rule.id, severity: observation.severity ?? rule.severity, message: observation.message,
      agents: observation.agents.map { system.agents[$0].name },
      handoffs: observation.handoffs.map { facts.name(ofHandoff: $0) }, witness: observation.witness,
      remedy: observation.remedy, location: location(of: observation.place))
    if let start = observation.start, let way = facts.reach.way(to: start) {
      if way.count <= Self.longestStem {
        finding.witness?.stem = facts.handoffNames(along: way)
      } else {
        finding.message += " The way there takes \(way.count) handoffs and is left out of the witness."
      }
    }
    return finding
  }

  /// The system first, then contracts, agents and handoffs as declared.
  func order(of place: Observation.Place) -> (Int, Int, Int) {
    switch place {
    case .system: (0, 0, 0)
    case .runLimit: (0, 1, 0)
    case .contract(let number): (1, number, -1)
    case .failure(let contract, let failure): (1, contract, failure)
    case .agent(let number): (2, number, 0)
    case .handoff(let number): (3, number, 0)
    case .allowance(let number): (4, number, 0)
    }
  }

  private func location(of place: Observation.Place) -> SourceLocation? {
    switch place {
    case .system: system.declaredAt
    case .runLimit: system.limits?.declaredAt ?? system.declaredAt
    case .contract(let number): system.contracts[number].declaredAt ?? system.declaredAt
    case .failure(let contract, let failure):
      system.contracts[contract].failures[failure].declaredAt ?? system.contracts[contract].declaredAt
    case .agent(let number): system.agents[number].declaredAt ?? system.declaredAt
    case .handoff(let number): system.handoffs[number].declaredAt ?? system.declaredAt
    case .allowance(let number): system.allowances[number].declaredAt ?? system.declaredAt
    }
  }
}
