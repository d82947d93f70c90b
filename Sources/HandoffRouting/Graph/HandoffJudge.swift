import HandoffContracts
import HandoffSchema

/// Judges the handoffs of one agent in declaration order by whether structure lets them be taken.
struct HandoffJudge {
  private let system: AgentSystem
  private let traits: [HandoffTraits]
  /// The place of the agent's contract, -1 where it has none.
  private let contract: Int32
  private let takesFirstMatch: Bool
  private let hasLimit: Bool
  private let handoffs: ArraySlice<Int32>
  // What earlier handoffs take whenever their trigger happens; only under first-match selection.
  private var takesOutput: Int32?
  private var takesLimit: Int32?
  private var takesNone: Int32?
  private var takesEveryFailure: Int32?
  private var takesFailure: [ExactString: Int32] = [:]

  init(
    agent: Int, in system: AgentSystem, traits: [HandoffTraits], contract: Int32,
    handoffs: ArraySlice<Int32>
  ) {
    self.system = system
    self.traits = traits
    self.contract = contract
    self.handoffs = handoffs
    takesFirstMatch = (system.agents[agent].selection ?? system.selection) == .firstMatch
    hasLimit = system.agents[agent].limit != nil || handoffs.contains { traits[Int($0)].isLimited }
  }

  /// Whether every output is handed off, so that the agent never comes to finish.
  var alwaysHandsOff: Bool { takesOutput != nil }

  /// Whether the agent may fail in a way that none of its handoffs answers.
  func mayFailUnrouted(_ handoffs: ArraySlice<Int32>) -> Bool {
    guard !handoffs.contains(where: { traits[Int($0)].trigger == .anyFailure }) else { return false }
    guard contract >= 0 else { return true }
    let named = handoffs.filter { traits[Int($0)].trigger == .namedFailures }
    return system.contracts[Int(contract)].failures.contains { failure in
      !named.contains { system.handoffs[Int($0)].trigger.answers(failure.kind) }
    }
  }

  /// Judges the next handoff; call it in declaration order.
  mutating func standing(of place: Int32, isReceiverDeclared: Bool) -> RoutingGraph.Standing {
    let handoff = traits[Int(place)]
    if handoff.isUnknown { return .unknownTarget }
    guard isReceiverDeclared else { return .undeclaredEnd }
    if !mayHappen(place) { return .undeclaredFailure }
    if handoff.trigger == .limit && !hasLimit { return .withoutLimit }
    guard takesFirstMatch else { return .live }
    if let earlier = shadow(over: place) { return .shadowed(by: earlier) }
    if handoff.isUnconditional { note(place) }
    return .live
  }

  /// Whether the contract, where there is one to tell, declares a failure that the handoff answers.
  private func mayHappen(_ place: Int32) -> Bool {
    switch traits[Int(place)].trigger {
    case .output, .limit, .none: true
    case .anyFailure: contract < 0 || !system.contracts[Int(contract)].failures.isEmpty
    case .namedFailures: !declaredKinds(place).isEmpty
    }
  }

  /// Those of a handoff's failures that the agent may fail with; all where it has no contract to tell.
  private func declaredKinds(_ place: Int32) -> [String] {
    guard case .failures(let kinds) = system.handoffs[Int(place)].trigger else { return [] }
    guard contract >= 0 else { return kinds }
    return kinds.filter { kind in
      system.contracts[Int(contract)].failures.contains { $0.kind.hasSameCodePoints(as: kind) }
    }
  }

  private func shadow(over place: Int32) -> Int32? {
    let earlier: Int32?
    switch traits[Int(place)].trigger {
    case .output: earlier = takesOutput
    case .limit: earlier = takesLimit
    case .none: earlier = takesNone
    case .anyFailure:
      let kinds = contract < 0 ? [] : system.contracts[Int(contract)].failures.map(\.kind)
      earlier = takesEveryFailure ?? takerOfAll(kinds)
    case .namedFailures: earlier = takesEveryFailure ?? takerOfAll(declaredKinds(place))
    }
    guard let earlier else { return nil }
    // The members of a parallel group are taken together, so with any of them that comes in time.
    guard let group = system.handoffs[Int(place)].parallel else { return earlier }
    let isTakenAlong = handoffs.prefix { $0 <= earlier }.contains {
      system.handoffs[Int($0)].parallel?.hasSameCodePoints(as: group) ?? false
    }
    return isTakenAlong ? nil : earlier
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

  private mutating func note(_ place: Int32) {
    switch traits[Int(place)].trigger {
    case .output: takesOutput = takesOutput ?? place
    case .limit: takesLimit = takesLimit ?? place
    case .none: takesNone = takesNone ?? place
    case .anyFailure: takesEveryFailure = takesEveryFailure ?? place
    case .namedFailures:
      for kind in declaredKinds(place) where takesFailure[ExactString(kind)] == nil {
        takesFailure[ExactString(kind)] = place
      }
    }
  }
}

extension Handoff {
  /// Whether some payload might not match; `true` and `{}` are no guards.
  var isGuarded: Bool { when.map { !$0.allowsEverything } ?? false }
}

extension JSONValue {
  /// Whether this is plainly a schema of every value.
  var allowsEverything: Bool {
    switch self {
    case .bool(true): true
    case .object(let members): members.isEmpty
    default: false
    }
  }
}
