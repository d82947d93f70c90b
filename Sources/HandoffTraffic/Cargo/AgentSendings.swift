import HandoffContracts
import HandoffSchema

/// With which payloads each handoff of one agent may be taken, and what all of them leave.
struct AgentSendings: Sendable {
  /// With what each handoff is taken that takes part.
  fileprivate(set) var byHandoff = SendingRows([])
  fileprivate(set) var left = AgentLeftovers()

  fileprivate mutating func add(_ sending: Sending, to handoff: HandoffIndex) {
    byHandoff.append(sending, to: handoff)
  }
}

/// What the handoffs of one agent leave.
struct AgentLeftovers: Sendable {
  /// What no handoff is sure to take of the outputs.
  fileprivate(set) var outputs: Leftover = .nothing
  /// What no handoff is sure to take of each declared failure.
  fileprivate(set) var failures: [Leftover] = []
}

/// The sendings on each of some handoffs.
struct SendingRows: Sendable {
  /// In ascending order.
  private let handoffs: [HandoffIndex]
  private var rows: [[Sending]]

  /// Makes empty rows for handoffs in ascending order.
  init(_ handoffs: [HandoffIndex]) {
    self.handoffs = handoffs
    rows = [[Sending]](repeating: [], count: handoffs.count)
  }

  /// The sendings on a handoff; none on one that has no row.
  subscript(handoff: HandoffIndex) -> [Sending] {
    handoffs.position(of: handoff).map { rows[$0] } ?? []
  }

  /// Calls a closure with each handoff and its sendings.
  func forEach(_ body: (HandoffIndex, [Sending]) -> Void) {
    for (handoff, row) in zip(handoffs, rows) { body(handoff, row) }
  }

  /// Adds a sending, if it is not the last one already.
  mutating func append(_ sending: Sending, to handoff: HandoffIndex) {
    guard let row = handoffs.position(of: handoff), rows[row].last != sending else { return }
    rows[row].append(sending)
  }
}

extension [HandoffIndex] {
  /// The position of a handoff among some in ascending order.
  fileprivate func position(of handoff: HandoffIndex) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < handoff { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == handoff ? low : nil
  }
}

/// Works out the sendings of one agent.
struct AgentSendingsBuilder {
  private let system: AgentSystem
  private let structure: SystemStructure
  private let role: AgentRole
  /// The handoffs that can be looked at: those whose ends are known.
  private let handoffs: [HandoffIndex]
  /// By position among the handoffs.
  private let guards: [SchemaNumber?]
  private let payloads: [SchemaNumber?]
  /// `nil` where a contract does not compile, so that it says nothing.
  private let output: PayloadSet?
  private let failures: [SchemaNumber?]
  private var sendings = AgentSendings()

  private init(
    _ agent: AgentIndex, _ system: AgentSystem, _ structure: SystemStructure,
    _ questions: inout PayloadQuestions
  ) {
    self.system = system
    self.structure = structure
    role = structure.role(of: agent)
    handoffs = structure.index.handoffs(from: agent).filter {
      switch structure.standing(of: $0) {
      case .undeclaredEnd, .unknownTarget: false
      default: true
      }
    }
    var guards = [SchemaNumber?](repeating: nil, count: handoffs.count)
    var payloads = guards
    for (position, handoff) in handoffs.enumerated() {
      let traits = structure.traits(of: handoff)
      if traits.isGuarded { guards[position] = questions.schema(at: .guard(handoff: handoff.rawValue)) }
      if traits.isTyped { payloads[position] = questions.schema(at: .payload(handoff: handoff.rawValue)) }
    }
    sendings.byHandoff = SendingRows(Array(structure.index.handoffs(from: agent)))
    self.guards = guards
    self.payloads = payloads
    guard let contract = role.contract else {
      output = PayloadSet(base: nil)
      failures = []
      return
    }
    output = questions.sent(.output(contract: contract.rawValue)).map { PayloadSet(base: $0) }
    failures = system[contract].failures.indices.map {
      questions.schema(at: .failure(contract: contract.rawValue, failure: $0))
    }
  }

  /// The sendings of an agent.
  ///
  /// - Complexity: O(*n*) in the number of its handoffs, of its failures and of the kinds that its handoffs name, and in
  ///   the number of pairs of a failure and a handoff on any failure.
  static func sendings(
    of agent: AgentIndex, in system: AgentSystem, _ structure: SystemStructure,
    _ questions: inout PayloadQuestions
  ) -> AgentSendings {
    var builder = AgentSendingsBuilder(agent, system, structure, &questions)
    builder.lookAtOutputs()
    builder.lookAtFailures()
    builder.lookAtLimits()
    return builder.sendings
  }

  private func answering(_ trigger: HandoffTraits.Trigger) -> [HandoffIndex] {
    handoffs.filter { structure.traits(of: $0).trigger == trigger }
  }

  private mutating func lookAtOutputs() {
    guard let output else { return }
    sendings.left.outputs = select(from: answering(.output), output, .output)
    let none = answering(.none)
    if !none.isEmpty { sendings.left.outputs = select(from: none, output, .output) }
  }

  private mutating func lookAtFailures() {
    guard let contract = role.contract else {
      lookAtUndeclaredFailures()
      return
    }
    let takers = structure.takersByFailure(of: system[contract], among: handoffs, in: system)
    for (index, takers) in takers.enumerated() {
      let left = failures[index].map {
        select(from: takers, PayloadSet(base: $0), .failure(FailureIndex(index)))
      }
      sendings.left.failures.append(left ?? .nothing)
    }
  }

  /// An agent without a contract may fail with any kind: with each that is named, and with others.
  private mutating func lookAtUndeclaredFailures() {
    let anything = PayloadSet(base: nil)
    let general = handoffs.filter { structure.traits(of: $0).trigger == .anyFailure }
    _ = select(from: general, anything, .failure(nil))
    var named: [ExactString: [HandoffIndex]] = [:]
    var kinds: [ExactString] = []
    for handoff in handoffs {
      guard case .failures(let names) = system[handoff].trigger else { continue }
      for kind in names.map({ ExactString($0) }) where named[kind]?.last != handoff {
        if named[kind] == nil { kinds.append(kind) }
        named[kind, default: []].append(handoff)
      }
    }
    for kind in kinds { _ = select(from: ((named[kind] ?? []) + general).sorted(), anything, .failure(nil)) }
  }

  /// A handoff on the limit carries what an exhausted one would have carried.
  private mutating func lookAtLimits() {
    let takers = answering(.limit)
    guard !takers.isEmpty else { return }
    var seen: Set<Delivery> = []
    for handoff in handoffs where structure.traits(of: handoff).isLimited {
      guard structure.traits(of: handoff).trigger != .limit else { continue }
      for attempt in sendings.byHandoff[handoff] {
        guard let taken = attempt.taken else {
          leaveOpen(takers, attempt.cause, attempt.omission)
          continue
        }
        for set in taken where seen.insert(Delivery(cause: attempt.cause, set: set)).inserted {
          guard seen.count * takers.count <= max(Self.standInLimit, takers.count) else {
            return leaveOpen(takers, attempt.cause, Self.tooManyPairs)
          }
          _ = select(from: takers, set, attempt.cause, takesFirstMatch: true)
        }
      }
    }
  }

  /// The most pairs of an exhausted handoff's payloads and a handoff on the limit that are looked at for one agent.
  private static let standInLimit = 8_192
  private static let tooManyPairs =
    "exhausted handoffs and handoffs on the limit meet in more than \(standInLimit) pairs"

  /// Says of handoffs that not everything that they may carry was looked at.
  private mutating func leaveOpen(_ handoffs: [HandoffIndex], _ cause: Cause, _ omission: String) {
    for handoff in handoffs { sendings.add(.unknown(cause, omission), to: handoff) }
  }

  /// Looks at what the agent's handoffs on the limit take of payloads that arrive when it must not run again.
  static func sendings(
    ofArriving set: PayloadSet, at agent: AgentIndex, in system: AgentSystem, _ structure: SystemStructure,
    _ questions: inout PayloadQuestions
  ) -> SendingRows {
    var builder = AgentSendingsBuilder(agent, system, structure, &questions)
    _ = builder.select(from: builder.answering(.limit), set, .arrival, takesFirstMatch: true)
    return builder.sendings.byHandoff
  }

  /// Looks at handoffs in order; what they may leave.
  private mutating func select(
    from handoffs: [HandoffIndex], _ offered: PayloadSet, _ cause: Cause, takesFirstMatch: Bool? = nil
  ) -> Leftover {
    var selection = Selection(of: offered, takesFirstMatch: takesFirstMatch ?? role.takesFirstMatch)
    for handoff in handoffs {
      guard isTypedCall(handoff) else {
        sendings.add(selection.look(at: candidate(handoff), for: cause), to: handoff)
        continue
      }
      let own = PayloadSet(base: payload(of: handoff))
      let matched = own.matching(`guard`(of: handoff))
      let typed = Sending(cause: cause, offered: own, matched: matched, taken: [matched])
      sendings.add(typed, to: handoff)
      selection.open(system[handoff].parallel, with: matched)
    }
    return selection.leftover
  }

  /// Whether a handoff carries arguments of its own; what a limit passes on was sent already.
  private func isTypedCall(_ handoff: HandoffIndex) -> Bool {
    structure.traits(of: handoff).isTyped && structure.traits(of: handoff).trigger != .limit
  }

  private func candidate(_ handoff: HandoffIndex) -> Selection.Candidate {
    let traits = structure.traits(of: handoff)
    var leaves = Selection.Leaving.everything
    if isCertain(handoff) {
      leaves = !traits.isLimited ? .nothing : traits.trigger == .limit ? .everything : standIns
    }
    return Selection.Candidate(guards: matching(handoff), leaves: leaves, group: system[handoff].parallel)
  }

  private func `guard`(of handoff: HandoffIndex) -> SchemaNumber? {
    handoffs.position(of: handoff).flatMap { guards[$0] }
  }

  private func payload(of handoff: HandoffIndex) -> SchemaNumber? {
    handoffs.position(of: handoff).flatMap { payloads[$0] }
  }

  /// The schemas that what is handed on must match.
  private func matching(_ handoff: HandoffIndex) -> [SchemaNumber] {
    [isTypedCall(handoff) ? nil : payload(of: handoff), `guard`(of: handoff)].compactMap(\.self)
  }

  /// Whether nothing but known schemas keeps a handoff from being taken, for as long as its limit is not reached.
  private func isCertain(_ handoff: HandoffIndex) -> Bool {
    let traits = structure.traits(of: handoff)
    guard !traits.isUnknown, !traits.isConditional, !isTypedCall(handoff) else { return false }
    return (!traits.isGuarded || `guard`(of: handoff) != nil)
      && (!traits.isTyped || payload(of: handoff) != nil)
  }

  /// What the agent's handoffs on the limit leave of the payloads of an exhausted one.
  private var standIns: Selection.Leaving {
    var matches: [[SchemaNumber]] = []
    for handoff in answering(.limit) where isCertain(handoff) && !structure.traits(of: handoff).isLimited {
      let match = matching(handoff)
      if match.isEmpty { return .nothing }
      if !matches.contains(match) { matches.append(match) }
    }
    return matches.isEmpty ? .everything : .unless(matches)
  }
}
