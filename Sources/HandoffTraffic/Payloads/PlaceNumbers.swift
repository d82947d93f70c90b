import HandoffContracts

/// The numbers of the schemas at places that were asked about, in arrays: a large system is asked about its agents, its
/// handoffs and its contracts over and over.
struct PlaceNumbers: Sendable {
  /// For each position the number there, `.some(nil)` for none; `nil` where nobody has asked.
  private typealias Row = [SchemaNumber??]

  private var accepts: Row
  private var guards: Row
  private var outputs: Row
  /// By contract.
  private var failures: [Row]
  private var others: [SchemaPlace: SchemaNumber?] = [:]

  init(_ system: AgentSystem) {
    accepts = Row(repeating: nil, count: system.agents.count)
    guards = Row(repeating: nil, count: system.handoffs.count)
    outputs = Row(repeating: nil, count: system.contracts.count)
    failures = system.contracts.map { Row(repeating: nil, count: $0.failures.count) }
  }

  subscript(place: SchemaPlace) -> SchemaNumber?? {
    get {
      switch place {
      case .accepts(let agent): accepts[agent]
      case .guard(let handoff): guards[handoff]
      case .output(let contract): outputs[contract]
      case .failure(let contract, let failure): failures[contract][failure]
      case .input, .payload, .result, .definition: others[place]
      }
    }
    set {
      switch place {
      case .accepts(let agent): accepts[agent] = newValue
      case .guard(let handoff): guards[handoff] = newValue
      case .output(let contract): outputs[contract] = newValue
      case .failure(let contract, let failure): failures[contract][failure] = newValue
      case .input, .payload, .result, .definition: others[place] = newValue
      }
    }
  }
}
