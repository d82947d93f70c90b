import HandoffContracts

/// Turns observations into findings: indices become names and locations.
struct FindingWriter {
  private let facts: RoutingFacts
  private var system: AgentSystem { facts.system }

  init(_ facts: RoutingFacts) {
    self.facts = facts
  }

  func finding(_ observation: Observation, _ rule: RuleInfo) -> Finding {
    var finding = Finding(
      rule: rule.id, severity: observation.severity ?? rule.severity, message: observation.message,
      agents: observation.agents.map { system[$0].name },
      handoffs: observation.handoffs.map { facts.name(of: $0) }, witness: observation.witness,
      remedy: observation.remedy, location: location(of: observation.subject))
    // A payload that is shown was held against the schemas.
    let shown: Finding.Basis = observation.witness?.payload == nil ? .structural : .proved
    finding.basis = observation.basis ?? max(rule.basis, shown)
    finding.unknowns = observation.unknowns
    if let start = observation.start, let way = facts.way(to: start) {
      if way.count <= RoutingFacts.longestStem {
        finding.witness?.stem = facts.handoffNames(along: way)
      } else {
        finding.message += " The way there takes \(way.count) handoffs and is left out of the witness."
      }
    }
    return finding
  }

  /// The names of agents and handoffs.
  func names(of agents: [AgentIndex]) -> [String] { agents.map { system[$0].name } }
  func names(of handoffs: [HandoffIndex]) -> [String] { handoffs.map { facts.name(of: $0) } }

  /// What an observation is about, by name.
  func title(of observation: Observation) -> String {
    switch observation.subject {
    case .handoff(let handoff): facts.name(of: handoff)
    case .agent(let agent): system[agent].name
    case .contract(let contract), .failure(let contract, _): system[contract].name
    case .system, .entry, .runLimit, .allowance:
      observation.handoffs.first.map { facts.name(of: $0) } ?? system.name
    }
  }

  /// The system first, then contracts, agents and handoffs as declared.
  func order(of subject: Observation.Subject) -> (Int, Int, Int) {
    switch subject {
    case .system: (0, 0, 0)
    case .entry(let position): (0, 0, position)
    case .runLimit: (0, 1, 0)
    case .contract(let contract): (1, contract.rawValue, -1)
    case .failure(let contract, let failure): (1, contract.rawValue, failure.rawValue)
    case .agent(let agent): (2, agent.rawValue, 0)
    case .handoff(let handoff): (3, handoff.rawValue, 0)
    case .allowance(let position): (4, position, 0)
    }
  }

  private func location(of subject: Observation.Subject) -> SourceLocation? {
    switch subject {
    case .system: system.declaredAt
    case .entry(let position):
      system.entryLocations.indices.contains(position) ? system.entryLocations[position] : system.declaredAt
    case .runLimit: system.limits?.declaredAt ?? system.declaredAt
    case .contract(let contract): system[contract].declaredAt ?? system.declaredAt
    case .failure(let contract, let failure):
      system[contract].failures[failure.rawValue].declaredAt ?? system[contract].declaredAt
    case .agent(let agent): system[agent].declaredAt ?? system.declaredAt
    case .handoff(let handoff):
      // A manifest that was made of something else says where that stands: it is there that it is mended.
      system[handoff].origin ?? system[handoff].declaredAt ?? system.declaredAt
    case .allowance(let position): system.allowances[position].declaredAt ?? system.declaredAt
    }
  }
}
