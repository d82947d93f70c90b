import HandoffContracts
import HandoffSchema

/// Judges the handoffs of one agent in declaration order by whether structure lets them be taken.
struct HandoffJudge {
  private let system: AgentSystem
  private let contract: Contract?
  private let takesFirstMatch: Bool
  private let hasLimit: Bool
  // What earlier handoffs take whenever their trigger happens; only under first-match selection.
  private var takesOutput: Int32?
  private var takesLimit: Int32?
  private var takesNone: Int32?
  private var takesEveryFailure: Int32?
  private var takesFailure: [ExactString: Int32] = [:]

  init(agent: Agent, in system: AgentSystem, contract: Contract?, handoffs: ArraySlice<Int32>) {
    self.system = system
    self.contract = contract
    takesFirstMatch = (agent.selection ?? system.selection) == .firstMatch
    hasLimit = agent.limit != nil || handoffs.contains { system.handoffs[Int($0)].limit != nil }
  }

  /// Whether every output is handed off, so that the agent never comes to finish.
  var alwaysHandsOff: Bool { takesOutput != nil }

  /// Whether the agent may fail in a way that none of its handoffs answers.
  func mayFailUnrouted(_ handoffs: ArraySlice<Int32>) -> Bool {
    let triggers = handoffs.map { system.handoffs[Int($0)].trigger }
    guard !triggers.contains(.anyFailure) else { return false }
    guard let contract else { return true }
    return contract.failures.contains { failure in !triggers.contains { $0.names(failure.kind) } }
  }

  /// Judges the next handoff; call it in declaration order.
  mutating func standing(of place: Int32, isReceiverDeclared: Bool) -> RoutingGraph.Standing {
    let handoff = system.handoffs[Int(place)]
    if handoff.evidence == .unknown { return .unknownTarget }
    guard isReceiverDeclared else { return .undeclaredEnd }
    if case .failures(let kinds) = handoff.trigger, declared(kinds).isEmpty { return .undeclaredFailure }
    if handoff.trigger == .anyFailure, let contract, contract.failures.isEmpty { return .undeclaredFailure }
    if handoff.trigger == .limit && !hasLimit { return .withoutLimit }
    if let earlier = shadow(over: handoff) { return .shadowed(by: earlier) }
    if takesFirstMatch && handoff.limit == nil && !handoff.isGuarded { note(place, handoff.trigger) }
    return .live
  }

  /// Those of the kinds that the agent may fail with; all of them where it has no contract to tell.
  private func declared(_ kinds: [String]) -> [String] {
    guard let contract else { return kinds }
    return kinds.filter { kind in contract.failures.contains { $0.kind.hasSameCodePoints(as: kind) } }
  }

  private func shadow(over handoff: Handoff) -> Int32? {
    let earlier: Int32?
    switch handoff.trigger {
    case .output: earlier = takesOutput
    case .limit: earlier = takesLimit
    case .none: earlier = takesNone
    case .anyFailure: earlier = takesEveryFailure ?? takerOfAll(contract?.failures.map(\.kind) ?? [])
    case .failures(let kinds): earlier = takesEveryFailure ?? takerOfAll(declared(kinds))
    }
    guard let earlier else { return nil }
    // The members of a parallel group are taken together, so none hides another.
    if let group = handoff.parallel, let other = system.handoffs[Int(earlier)].parallel,
      group.hasSameCodePoints(as: other)
    {
      return nil
    }
    return earlier
  }

  /// The last of the handoffs that together take all of these kinds.
  private func takerOfAll(_ kinds: [String]) -> Int32? {
    var last: Int32?
    for kind in kinds {
      guard let taker = takesFailure[ExactString(kind)] else { return nil }
      last = max(last ?? taker, taker)
    }
    return last
  }

  private mutating func note(_ place: Int32, _ trigger: Handoff.Trigger) {
    switch trigger {
    case .output: takesOutput = takesOutput ?? place
    case .limit: takesLimit = takesLimit ?? place
    case .none: takesNone = takesNone ?? place
    case .anyFailure: takesEveryFailure = takesEveryFailure ?? place
    case .failures(let kinds):
      for kind in kinds where takesFailure[ExactString(kind)] == nil {
        takesFailure[ExactString(kind)] = place
      }
    }
  }
}

extension Handoff.Trigger {
  /// Whether failures of this kind are among those that it names.
  func names(_ kind: String) -> Bool {
    guard case .failures(let kinds) = self else { return false }
    return kinds.contains { $0.hasSameCodePoints(as: kind) }
  }

  /// Whether it answers failures of this kind.
  func answers(_ kind: String) -> Bool { self == .anyFailure || names(kind) }

  /// Whether it answers failures.
  var isFailure: Bool {
    switch self {
    case .anyFailure, .failures: true
    case .output, .limit, .none: false
    }
  }
}

extension Handoff {
  /// Whether some payload might not match; `true` and `{}` are no guards.
  var isGuarded: Bool {
    switch when {
    case nil, .bool(true): false
    case .object(let members): !members.isEmpty
    default: true
    }
  }
}
