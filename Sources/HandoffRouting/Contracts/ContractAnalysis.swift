import HandoffContracts
import HandoffSchema

/// Asks every question that the rules about contracts need answered.
struct ContractAnalysis {
  let system: AgentSystem
  let graph: RoutingGraph
  let isAlwaysCalled: [Bool]
  var questions: PayloadQuestions
  var facts: ContractFacts
  /// How many pairs of guards may still be compared.
  var pairsLeft = 65_536

  /// The most guards that are taken together in one question; with more it is left open.
  static let guardLimit = 256
  /// The most pairs of guards that are compared for one agent.
  static let pairLimit = 4_096
  static let tooManyGuards = "more than \(guardLimit) guards bear on it"

  static func run(
    _ system: AgentSystem, graph: RoutingGraph, isAlwaysCalled: [Bool],
    producersAreClosed: Bool
  ) -> ContractFacts {
    var analysis = ContractAnalysis(
      system: system, graph: graph, isAlwaysCalled: isAlwaysCalled,
      questions: PayloadQuestions(system, producersAreClosed: producersAreClosed),
      facts: ContractFacts(
        contracts: Array(repeating: ContractFacts.OfContract(), count: system.contracts.count),
        handoffs: Array(repeating: ContractFacts.OfHandoff(), count: system.handoffs.count),
        agents: Array(repeating: ContractFacts.OfAgent(), count: system.agents.count)))
    for contract in system.contracts.indices { analysis.look(atContract: contract) }
    for agent in system.agents.indices {
      analysis.look(atHandoffsOf: agent)
      analysis.look(atGapsOf: agent)
      analysis.look(atOverlapsOf: agent)
    }
    analysis.lookAtInput()
    analysis.facts.searches = analysis.questions.searches
    analysis.facts.isComplete = !analysis.questions.metBrokenSchema
    return analysis.facts
  }

  func quoted(_ name: String) -> String { RoutingFacts.quoted(name) }
}

// MARK: - Contracts

extension ContractAnalysis {
  private mutating func look(atContract place: Int) {
    guard let output = questions.schema(at: .output(contract: place)) else { return }
    let name = quoted(system.contracts[place].name)
    switch questions.existence(in: PayloadSet(base: output)) {
    case .none: facts.contracts[place].isUnsatisfiable = true
    case .some: facts.contracts[place].blankOutput = blankOutput(output)
    case .unknown(let reason):
      facts.contracts[place].doubts.append(
        ContractFacts.Doubt(question: "whether any output satisfies \(name)", reason: "\(reason)"))
    }
    for failure in system.contracts[place].failures.indices {
      look(atFailure: failure, of: place, output: output)
    }
  }

  private mutating func look(atFailure failure: Int, of place: Int, output: Int) {
    guard let payload = questions.schema(at: .failure(contract: place, failure: failure)) else { return }
    if case .none = questions.existence(in: PayloadSet(base: payload)) {
      facts.contracts[place].unsatisfiableFailures.append(failure)
      return
    }
    // A payload of named members only tells against the contract more than one that an open schema lets pass.
    let known = facts.contracts[place].ambiguity
    guard known == nil || known?.needsUnnamedMember == true else { return }
    let named = PayloadSet(base: payload).matching(questions.closed(output))
    if case .some = questions.existence(in: named), let both = questions.payload(of: named) {
      facts.contracts[place].ambiguity = ContractFacts.Ambiguity(
        failure: failure, payload: both, needsUnnamedMember: false)
    } else if known == nil {
      let written = PayloadSet(base: payload).matching(output)
      switch questions.existence(in: written) {
      case .none: break
      case .some:
        facts.contracts[place].ambiguity = questions.payload(of: written).map {
          ContractFacts.Ambiguity(failure: failure, payload: $0, needsUnnamedMember: true)
        }
      case .unknown(let reason):
        let contract = system.contracts[place]
        facts.contracts[place].doubts.append(
          ContractFacts.Doubt(
            question: """
              whether a payload is both an output of \(quoted(contract.name)) and its failure \
              \(quoted(contract.failures[failure].kind))
              """, reason: "\(reason)"))
      }
    }
  }

  /// An output that says nothing: of empty strings, zeros and empty arrays; beside them, only where that does not
  /// do, `false`, `null` and values that the contract fixes.
  private mutating func blankOutput(_ output: Int) -> JSONValue? {
    let fixed = BlankPayload.fixedValues(of: questions.schema(output))
    for fillers in [[], [false, .null] + fixed] {
      guard let blank = questions.blank(fillers: fillers) else { return nil }
      let set = PayloadSet(base: output).matching(blank)
      guard case .some = questions.existence(in: set) else { continue }
      let found = questions.payload(of: set)
      let schema = questions.schema(output)
      if let payload = found.flatMap({ BlankPayload.blanked($0) { schema.isValid($0) } }) { return payload }
    }
    return nil
  }
}
