import HandoffContracts
import HandoffSchema

/// What the payload of a record has to be: the one account that recorder and verifier share.
struct RecordJudge: Sendable {
  let system: AgentSystem
  let index: SystemIndex
  let schemas: SystemSchemas
  // What is asked for each record, by index: handoffs and agents are large to be copied a million times.
  private let triggers: [Handoff.Trigger]
  private let isTyped: [Bool]
  private let carriesOffer: [Bool]
  private let produced: [String?]

  /// Prepares a system.
  ///
  /// - Complexity: O(*n*) in the number of agents and handoffs.
  init(system: AgentSystem, index: SystemIndex, schemas: SystemSchemas) {
    self.system = system
    self.index = index
    self.schemas = schemas
    triggers = system.handoffs.map(\.trigger)
    isTyped = system.handoffs.map { $0.payload != nil }
    carriesOffer = system.handoffIndices.map { handoff in
      system[handoff].payload == nil && system[handoff].each == nil && system[handoff].trigger != .limit
        && !index.isRetry(handoff, in: system)
    }
    produced = system.agents.map(\.produces)
  }

  /// Whether a handoff carries what its sender offers, so that the sender's contract says what that is.
  ///
  /// A typed handoff carries something else, one with `each` an element, a retry what the sender had got, and one on a
  /// limit what somebody else had sent.
  func carriesWhatIsOffered(_ handoff: HandoffIndex) -> Bool { carriesOffer[handoff.rawValue] }

  private func carryWhatIsOffered(_ handoffs: [HandoffIndex]) -> Bool {
    for handoff in handoffs where !carriesOffer[handoff.rawValue] { return false }
    return true
  }

  /// The name of what an agent produces, where both are declared.
  private func contract(ofAgent name: String) -> String? {
    guard let agent = index.agent(named: name) else { return nil }
    return produced[agent.rawValue]
  }

  /// Whether a handoff answers what happened.
  func answers(_ handoff: HandoffIndex, _ reason: HandoffRecord.Reason) -> Bool {
    switch (triggers[handoff.rawValue], reason) {
    // A recording need not tell an output apart for which no target was named.
    case (.output, .output), (.none, .none), (.none, .output), (.output, .none), (.limit, .limit): true
    case (let trigger, .failure(let kind)): trigger.answers(kind)
    default: false
    }
  }

  /// The handoffs between two agents that a record may be of, by its name where it has one.
  func handoffs(of record: HandoffRecord, among between: [HandoffIndex]) -> [HandoffIndex] {
    guard let name = record.handoff else { return between }
    return between.filter { index.name(of: $0).hasSameCodePoints(as: name) }
  }

  /// What a payload is by what is promised of it; ``HandoffRecord/Verdict/unchecked`` where nothing is.
  ///
  /// - Parameters:
  ///   - payload: What travelled.
  ///   - record: The record.
  ///   - handoffs: The handoffs that it may be of; none for work that went where nothing leads.
  /// - Returns: The verdict.
  func verdict(
    on payload: JSONValue, _ record: HandoffRecord, along handoffs: [HandoffIndex]
  ) -> HandoffRecord.Verdict {
    let isFailure = if case .failure = record.reason { true } else { false }
    if failsUndeclared(record, along: handoffs) { return .violation }
    guard let schema = promised(record, along: handoffs), let isKept = schema.verdict(on: payload) else {
      return .unchecked
    }
    return isKept ? (isFailure ? .failure : .output) : .violation
  }

  /// Whether the sender fails in a way that its contract does not declare.
  private func failsUndeclared(_ record: HandoffRecord, along handoffs: [HandoffIndex]) -> Bool {
    guard case .failure(let kind) = record.reason, carryWhatIsOffered(handoffs),
      let name = contract(ofAgent: record.from),
      let contract = index.contract(named: name)
    else { return false }
    return !system[contract].failures.contains { $0.kind.hasSameCodePoints(as: kind) }
  }

  /// Whether a handoff answers failures of some kind.
  func answersFailures(_ handoff: HandoffIndex) -> Bool {
    switch triggers[handoff.rawValue] {
    case .anyFailure, .failures: true
    case .output, .limit, .none: false
    }
  }

  /// Whether an agent's contract declares a failure of this kind.
  func declares(_ kind: String, of agent: AgentIndex) -> Bool {
    guard let name = produced[agent.rawValue], let contract = index.contract(named: name) else {
      return false
    }
    return system[contract].failures.contains { $0.kind.hasSameCodePoints(as: kind) }
  }

  /// The schema of what a record's payload has to be; `nil` where nothing says so.
  func promised(_ record: HandoffRecord, along handoffs: [HandoffIndex]) -> Schema? {
    // What comes back may be an output or one of several failures.
    guard record.reason != .giveBack, record.reason != .limit else { return nil }
    if let only = handoffs.first, handoffs.count == 1, isTyped[only.rawValue] {
      return try? schemas.schema(at: .payload(handoff: only.rawValue))
    }
    guard carryWhatIsOffered(handoffs), let contract = contract(ofAgent: record.from) else { return nil }
    guard case .failure(let kind) = record.reason else { return try? schemas.output(of: contract) }
    return try? schemas.failure(kind, of: contract)
  }
}
