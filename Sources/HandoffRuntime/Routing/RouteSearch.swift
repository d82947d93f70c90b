internal import HandoffContracts
internal import HandoffSchema

/// One look at the handoffs of an agent that has ended a visit.
struct RouteSearch {
  private let router: Router
  private let visit: Visit
  private let counts: RunCounts
  private let condition: (String) -> Bool?
  private let takesFirstMatch: Bool
  /// Whether the agent promises the payload; `nil` where that cannot be told.
  private let isOffered: Bool?
  /// The agent's handoffs that take part, in declaration order.
  let handoffs: [HandoffIndex]
  /// Whether something is enabled whatever the unknown conditions turn out to be.
  private(set) var isCertain = false
  private var enabled: [HandoffIndex: EnabledHandoff] = [:]
  private var refused: [HandoffIndex: RefusedHandoff.Reason] = [:]
  /// Those of which the validator cannot tell whether they match.
  private var undecided: Set<HandoffIndex> = []
  /// Kept, because all exhausted handoffs have the same ones.
  private var foundLimitHandoffs: [HandoffIndex]?

  private var system: AgentSystem { router.system }

  init(
    _ router: Router, _ visit: Visit, isOffered: Bool?, _ counts: RunCounts,
    _ condition: @escaping (String) -> Bool?
  ) {
    self.router = router
    self.visit = visit
    self.counts = counts
    self.condition = condition
    let agent = router.system[visit.agent]
    takesFirstMatch = (agent.selection ?? router.system.selection) == .firstMatch
    handoffs = router.index.handoffs(from: visit.agent).filter(router.takesPart)
    self.isOffered = isOffered
  }

  /// The handoffs that were found to be enabled, in declaration order.
  var enabledHandoffs: [EnabledHandoff] { handoffs.compactMap { enabled[$0] } }

  /// The others, in declaration order.
  var refusedHandoffs: [RefusedHandoff] {
    handoffs.filter { enabled[$0] == nil }.map {
      RefusedHandoff(handoff: $0, reason: refused[$0] ?? .otherOutcome)
    }
  }

  /// Whether a handoff answers the outcome of the visit.
  func answersOutcome(_ handoff: HandoffIndex) -> Bool {
    switch visit.outcome {
    case .output: system[handoff].trigger == .output
    case .failure(let kind): system[handoff].trigger.answers(kind)
    case .none: system[handoff].trigger == .none
    case .limit: system[handoff].trigger == .limit
    }
  }

  /// Looks at handoffs in order, as the agent's selection says.
  ///
  /// Under `choice` each that matches is enabled. Under `firstMatch` the first that certainly does is taken and
  /// ends the search, for all but typed handoffs and for what is taken in parallel with one that is enabled.
  mutating func look(at candidates: [HandoffIndex]) throws(SchemaError) {
    var taken: HandoffIndex?
    var groups: Set<ExactString> = []
    for handoff in candidates {
      let group = system[handoff].parallel.map { ExactString($0) }
      let isTyped = system[handoff].payload != nil
      if let taken, !isTyped, !(group.map(groups.contains) ?? false) {
        refused[handoff] = .earlier(taken)
        continue
      }
      guard let isCertain = try attempt(handoff) else { continue }
      if let group { groups.insert(group) }
      if takesFirstMatch, isCertain, !isTyped, taken == nil { taken = handoff }
    }
  }

  /// Takes a handoff or, where its limit is reached, the handoff on a limit.
  ///
  /// Returns whether that is certain, or `nil` where nothing is enabled by it.
  private mutating func attempt(_ handoff: HandoffIndex) throws(SchemaError) -> Bool? {
    if let reason = try mismatch(of: handoff) {
      refused[handoff] = reason
      return nil
    }
    let isCertain = isCertain(handoff)
    guard isExhausted(handoff) else {
      enable(handoff, isCertain: isCertain)
      return isCertain
    }
    refused[handoff] = .limit
    return try takeLimitHandoff(insteadOf: handoff, isCertain: isCertain)
  }

  /// Takes the agent's first handoff on a limit that matches and is not exhausted itself.
  ///
  /// Returns whether that is certain, or `nil` where there is none.
  mutating func takeLimitHandoff(
    insteadOf exhausted: HandoffIndex? = nil, isCertain: Bool
  ) throws(SchemaError) -> Bool? {
    let found = try limitHandoffs()
    for handoff in found {
      enable(handoff, insteadOf: exhausted, isCertain: isCertain && self.isCertain(handoff))
    }
    return found.isEmpty ? nil : isCertain && found.contains { self.isCertain($0) }
  }

  /// The first handoff on a limit that takes what was sent, with those of its parallel group; where that is not
  /// certain, the next one may be it.
  private mutating func limitHandoffs() throws(SchemaError) -> [HandoffIndex] {
    if let foundLimitHandoffs { return foundLimitHandoffs }
    var found: [HandoffIndex] = []
    var taken: HandoffIndex?
    var groups: Set<ExactString> = []
    for handoff in handoffs where system[handoff].trigger == .limit {
      let group = system[handoff].parallel.map { ExactString($0) }
      if let taken, !(group.map(groups.contains) ?? false) {
        refused[handoff] = .earlier(taken)
      } else if let reason = try mismatch(of: handoff) ?? (isExhausted(handoff) ? .limit : nil) {
        refused[handoff] = reason
      } else {
        found.append(handoff)
        if let group { groups.insert(group) }
        if taken == nil, isCertain(handoff) { taken = handoff }
      }
    }
    foundLimitHandoffs = found
    return found
  }

  /// Why a handoff does not match the payload; `nil` where it does, or does if its unknown condition holds or what cannot be
  /// told is so.
  private mutating func mismatch(of handoff: HandoffIndex) throws(SchemaError) -> RefusedHandoff.Reason? {
    let schemas = router.schemas
    let place = handoff.rawValue
    var canSend: Bool? = true
    if system[handoff].payload != nil {
      if let schema = try schemas.schema(at: .payload(handoff: place)) {
        canSend = schema.verdict(on: visit.payload)
      }
    } else if system[handoff].trigger != .limit {
      // What a limit passes on was sent, or has arrived, already.
      canSend = isOffered
    }
    if canSend == false { return .payload }
    var matches: Bool? = true
    if let schema = try schemas.schema(at: .guard(handoff: place)) {
      matches = schema.verdict(on: visit.payload)
    }
    if matches == false { return .guard }
    if canSend == nil || matches == nil { undecided.insert(handoff) }
    return system[handoff].condition.flatMap(condition) == false ? .condition : nil
  }

  /// Whether a handoff that matches is taken: where a typed one takes what may as well be the agent's output, nobody
  /// knows what is meant, and an unknown condition may fail.
  private func isCertain(_ handoff: HandoffIndex) -> Bool {
    let isMeant =
      system[handoff].payload == nil || isOffered == false || system[handoff].trigger == .limit
    return isMeant && unknownCondition(of: handoff) == nil && !undecided.contains(handoff)
  }

  private func unknownCondition(of handoff: HandoffIndex) -> String? {
    system[handoff].condition.flatMap { condition($0) == nil ? $0 : nil }
  }

  private func isExhausted(_ handoff: HandoffIndex) -> Bool {
    system[handoff].limit.map { counts.handoffs[handoff, default: 0] >= $0 } ?? false
  }

  private mutating func enable(
    _ handoff: HandoffIndex, insteadOf exhausted: HandoffIndex? = nil, isCertain: Bool
  ) {
    guard let target = router.index.target(of: handoff) else { return }
    var entry =
      enabled[handoff]
      ?? EnabledHandoff(
        handoff: handoff, target: target, carried: carried(by: handoff),
        condition: unknownCondition(of: handoff), isUndecided: undecided.contains(handoff),
        parallel: system[handoff].parallel,
        visitsLeft: system[target].limit.map { max(0, $0 - counts.visits[target, default: 0]) })
    if let exhausted { entry.insteadOf.append(exhausted) }
    enabled[handoff] = entry
    self.isCertain = self.isCertain || isCertain
  }

  private func carried(by handoff: HandoffIndex) -> EnabledHandoff.Carried {
    if router.isRetry(handoff) { return .received(visit.received) }
    guard let each = system[handoff].each else { return .payload(visit.payload) }
    return .elements(visit.payload[each]?.arrayValue ?? [])
  }
}
