public import HandoffContracts
public import HandoffSchema

/// Says where a payload goes when an agent has ended a visit.
///
/// What handoffs mean, in executable form: a payload is only held against schemas, nothing is reasoned about
/// sets of them. It remembers nothing between calls but compiled schemas; who runs the agents keeps the counts.
public struct Router: Sendable {
  /// The system.
  public let system: AgentSystem
  /// The system's names and neighbourhoods.
  public let index: SystemIndex
  /// The system's schemas.
  public let schemas: SystemSchemas

  /// Prepares a system; its schemas are compiled when they are first needed.
  ///
  /// - Complexity: O(*n*) on average in the number of contracts, agents and handoffs.
  public init(_ system: AgentSystem) {
    self.init(system, index: SystemIndex(system))
  }

  /// Prepares a system whose names are known.
  package init(_ system: AgentSystem, index: SystemIndex) {
    self.system = system
    self.index = index
    schemas = SystemSchemas(system)
  }

  /// Says where the payload of a visit goes.
  ///
  /// - Parameters:
  ///   - visit: The visit that has ended.
  ///   - counts: What was taken and visited so far.
  ///   - condition: Says whether a condition in code holds; `nil` for one that it does not know.
  /// - Returns: Every handoff of the agent, enabled or refused, and what else may happen.
  /// - Throws: ``SchemaError``; never for a system without ``AgentSystem/problems``.
  /// - Complexity: O(*n* log *n*) in the number of handoffs of the agent, and what it takes to hold the payload
  ///   against their schemas.
  public func routing(
    of visit: Visit, after counts: RunCounts = RunCounts(),
    condition: @escaping (String) -> Bool? = { _ in nil }
  ) throws(SchemaError) -> Routing {
    let offered = try offers(visit)
    let isOffered = offered ?? true
    var search = RouteSearch(self, visit, isOffered: offered, counts, condition)
    switch visit.outcome {
    case .limit: _ = try search.takeLimitHandoff(isCertain: true)
    case .failure, .none: try search.look(at: search.handoffs.filter(search.answersOutcome))
    case .output:
      try search.look(at: search.handoffs.filter(search.answersOutcome))
      // An output that nothing certainly takes is like one for which no target was named.
      if !search.isCertain { try search.look(at: search.handoffs.filter { system[$0].trigger == .none }) }
    }
    var routing = Routing(
      enabled: search.enabledHandoffs, refused: search.refusedHandoffs,
      ignored: index.handoffs(from: visit.agent).filter { !takesPart($0) }, isOffered: isOffered,
      isCertain: search.isCertain)
    routing.isOfferUndecided = offered == nil
    leave(visit, &routing)
    if let limit = system.limits, counts.taken >= limit.handoffs { stop(&routing, at: limit, visit.payload) }
    return routing
  }

  /// Whether the payload is one that the agent's contract promises for the outcome; `nil` where that cannot be told.
  private func offers(_ visit: Visit) throws(SchemaError) -> Bool? {
    guard let contract = system[visit.agent].produces, index.contract(named: contract) != nil else {
      return true
    }
    let promised: Schema?
    switch visit.outcome {
    case .output, .none: promised = try schemas.output(of: contract)
    case .failure(let kind): promised = try schemas.failure(kind, of: contract)
    // It did not run, so it promised nothing.
    case .limit: return true
    }
    guard let promised else { return false }
    return promised.verdict(on: visit.payload)
  }

  /// Adds how control may leave the agent other than by a handoff: by a way back, or because the run ends.
  private func leave(_ visit: Visit, _ routing: inout Routing) {
    let agent = system[visit.agent]
    let isChoice = (agent.selection ?? system.selection) == .choice
    let (isOutput, mayReturn, isHuman) =
      switch visit.outcome {
      case .output: (true, isChoice || !routing.isCertain, agent.kind == .human)
      case .none: (true, !routing.isCertain, agent.kind == .human)
      case .failure: (false, !routing.isCertain, agent.kind == .human)
      case .limit: (false, false, false)
      }
    if routing.isOffered, mayReturn {
      routing.returns = index.handoffs(to: visit.agent).compactMap { handoff in
        guard takesPart(handoff), system[handoff].givesControlBack, let caller = index.source(of: handoff)
        else { return nil }
        return Routing.Return(handoff: handoff, target: caller, payload: visit.payload)
      }
    }
    routing.mayFinish =
      isOutput && routing.isOffered && agent.finishes != .no && (isChoice || !routing.isCertain)
    guard routing.returns.isEmpty, !routing.isCertain else { return }
    let ending: Routing.Ending = routing.mayFinish ? .finish : isHuman ? .human : .error
    if routing.enabled.isEmpty { routing.ending = ending } else { routing.otherwise = ending }
  }

  /// Keeps the next handoff from happening in a run that has had as many as it may.
  private func stop(_ routing: inout Routing, at limit: AgentSystem.RunLimit, _ payload: JSONValue) {
    guard !routing.enabled.isEmpty else { return }
    let stopped = routing.enabled.map { RefusedHandoff(handoff: $0.handoff, reason: .runLimit) }
    routing.refused = (routing.refused + stopped).sorted { $0.handoff < $1.handoff }
    routing.enabled = []
    let target = limit.onLimit.flatMap { index.agent(named: $0) }
    routing.runLimit = Routing.RunLimit(target: target, payload: payload)
    if target == nil, routing.returns.isEmpty { routing.ending = .error }
  }

  func takesPart(_ handoff: HandoffIndex) -> Bool { index.takesPart(handoff, in: system) }

  func isRetry(_ handoff: HandoffIndex) -> Bool { index.isRetry(handoff, in: system) }
}
