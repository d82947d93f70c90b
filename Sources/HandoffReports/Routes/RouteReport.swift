import HandoffContracts
public import HandoffRuntime
public import HandoffSchema

/// Where a payload goes, with what a person needs to see why.
public struct RouteReport: Sendable {
  /// The visit that ended.
  public let visit: Visit
  /// Where its payload goes.
  public let routing: Routing
  let router: Router
  let counts: RunCounts
  /// How the payload breaks what the agent's contract promises; empty where it does not.
  let breaches: [Violation]
  /// Why a guard or the schema of a typed handoff refuses the payload: the first violation.
  private let violations: [HandoffIndex: Violation]
  /// Where payloads go that arrive at an agent beyond its limit, by the handoff that brings them, in order.
  private let turnedAway: [HandoffIndex: [Routing]]

  /// Asks the router, and asks on where an arrival meets its agent's limit.
  ///
  /// - Throws: ``SchemaError``, as the router does.
  public init(
    _ router: Router, _ visit: Visit, after counts: RunCounts = RunCounts(),
    condition: @escaping (String) -> Bool? = { _ in nil }
  ) throws(SchemaError) {
    self.router = router
    self.visit = visit
    self.counts = counts
    routing = try router.routing(of: visit, after: counts, condition: condition)
    breaches =
      routing.isOffered ? [] : try router.offer(of: visit)?.violations(in: visit.payload) ?? []
    var violations: [HandoffIndex: Violation] = [:]
    for refused in routing.refused {
      violations[refused.handoff] = try router.schema(behind: refused)?.violations(in: visit.payload).first
    }
    self.violations = violations
    var turnedAway: [HandoffIndex: [Routing]] = [:]
    for enabled in routing.enabled {
      guard let left = enabled.visitsLeft, left < enabled.carried.payloads.count else { continue }
      var counts = counts
      counts.take(enabled.handoff)
      for payload in enabled.carried.payloads.dropFirst(left) {
        let next = try router.routing(
          of: Visit(of: enabled.target, .limit, payload: payload), after: counts, condition: condition)
        turnedAway[enabled.handoff, default: []].append(next)
        if let handoff = next.enabled.first?.handoff { counts.take(handoff) }
      }
    }
    self.turnedAway = turnedAway
  }

  /// Why the payload is no output or failure of the agent; `nil` where it is one, and where a typed handoff
  /// carries something else than that.
  public var breach: String? {
    let isKnown = routing.refused.allSatisfy { $0.reason == .payload || $0.reason == .otherOutcome }
    guard !routing.isOffered, routing.enabled.isEmpty, isKnown else { return nil }
    let agent = router.system[visit.agent]
    let contract = TerminalText.quoted(agent.produces ?? "")
    guard let violation = breaches.first else {
      guard case .failure(let kind) = visit.outcome else { return nil }
      return "the contract \(contract) declares no failure \(TerminalText.quoted(kind))"
    }
    return "the payload breaks the contract \(contract): \(TerminalText.line("\(violation)"))"
  }

  func violation(of handoff: HandoffIndex) -> Violation? { violations[handoff] }

  /// Where one of the carried payloads goes instead of to its receiver, which does not run again.
  func turnedAway(by enabled: EnabledHandoff, at position: Int) -> Routing? {
    guard let left = enabled.visitsLeft, position >= left, let routings = turnedAway[enabled.handoff] else {
      return nil
    }
    return routings[position - left]
  }

  func name(_ handoff: HandoffIndex) -> String { router.index.name(of: handoff) }

  func name(_ agent: AgentIndex) -> String { router.system[agent].name }
}

extension Router {
  /// The schema of what the agent promises for the outcome; `nil` where nothing is promised.
  fileprivate func offer(of visit: Visit) throws(SchemaError) -> Schema? {
    guard let contract = system[visit.agent].produces else { return nil }
    return switch visit.outcome {
    case .output, .none: try schemas.output(of: contract)
    case .failure(let kind): try schemas.failure(kind, of: contract)
    case .limit: nil
    }
  }

  /// The schema that refuses the payload.
  fileprivate func schema(behind refused: RefusedHandoff) throws(SchemaError) -> Schema? {
    switch refused.reason {
    case .guard: try schemas.schema(at: .guard(handoff: refused.handoff.rawValue))
    case .payload where system[refused.handoff].payload != nil:
      try schemas.schema(at: .payload(handoff: refused.handoff.rawValue))
    case .payload, .otherOutcome, .condition, .earlier, .limit, .runLimit: nil
    }
  }
}
