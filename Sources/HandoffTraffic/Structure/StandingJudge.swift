import HandoffContracts
import HandoffSchema

/// Judges the handoffs of one agent in declaration order by whether structure lets them be taken.
struct StandingJudge {
  private let system: AgentSystem
  private let traits: [HandoffTraits]
  private let role: AgentRole
  private let hasLimit: Bool
  private let handoffs: [HandoffIndex]
  /// The kinds that the agent's contract declares; `nil` where it has none.
  private let declared: Set<ExactString>?
  /// Whether an exhausted handoff is always replaced by one on the limit.
  private let replacesExhausted: Bool
  // What earlier handoffs take whenever their trigger happens; on a limit always the first one that matches is taken,
  // on everything else only under first-match selection.
  private var takesOutput: HandoffIndex?
  private var takesLimit: HandoffIndex?
  private var takesNone: HandoffIndex?
  private var takesEveryFailure: HandoffIndex?
  private var takesFailure: [ExactString: HandoffIndex] = [:]
  private var firstOfGroup: [Group: HandoffIndex] = [:]

  /// A parallel group among the handoffs that answer one kind of outcome.
  private struct Group: Hashable {
    var name: ExactString
    var outcome: HandoffTraits.Trigger
  }

  init(
    of agent: AgentIndex, _ role: AgentRole, in system: AgentSystem, traits: [HandoffTraits],
    handoffs: [HandoffIndex], declared: Set<ExactString>?
  ) {
    self.system = system
    self.traits = traits
    self.role = role
    self.handoffs = handoffs
    self.declared = declared
    hasLimit =
      system[agent].limit != nil
      || handoffs.contains { traits[$0.rawValue].isLimited && traits[$0.rawValue].trigger != .limit }
    replacesExhausted = handoffs.contains {
      traits[$0.rawValue].trigger == .limit && traits[$0.rawValue].isUnconditional
        && !traits[$0.rawValue].isUnknown
    }
  }

  /// Whether every output is handed off, so that the agent never comes to finish.
  ///
  /// An agent with handoffs for "no target" may name none, whatever those for its output would take, and what these leave
  /// goes the same way.
  var alwaysHandsOff: Bool {
    handoffs.contains { trait($0).trigger == .none } ? takesNone != nil : takesOutput != nil
  }

  /// Whether the agent may fail in a way that none of its handoffs is sure to take.
  func mayFailUnrouted(_ isKnown: (HandoffIndex) -> Bool) -> Bool {
    let sure = handoffs.filter { takesAlways(trait($0)) && isKnown($0) }
    guard !sure.contains(where: { trait($0).trigger == .anyFailure }) else { return false }
    guard let declared else { return true }
    return !declared.isSubset(of: sure.flatMap { declaredKinds($0).map { ExactString($0) } })
  }

  /// Judges the next handoff; call it in declaration order.
  mutating func standing(of handoff: HandoffIndex, isReceiverDeclared: Bool) -> Standing {
    let trait = trait(handoff)
    if trait.isUnknown { return .unknownTarget }
    guard isReceiverDeclared else { return .undeclaredEnd }
    if !mayHappen(handoff) { return .undeclaredFailure }
    if trait.trigger == .limit && !hasLimit { return .withoutLimit }
    if let group = system[handoff].parallel.map({ ExactString($0) }) {
      let key = Group(name: group, outcome: outcome(of: handoff))
      firstOfGroup[key] = firstOfGroup[key] ?? handoff
    }
    guard trait.trigger == .limit || role.takesFirstMatch && !trait.isTyped else { return .live }
    if let earlier = shadow(over: handoff) { return .shadowed(by: earlier) }
    if takesAlways(trait) { note(handoff) }
    return .live
  }

  private func trait(_ handoff: HandoffIndex) -> HandoffTraits { traits[handoff.rawValue] }

  /// What a handoff answers; for each failure alike.
  private func outcome(of handoff: HandoffIndex) -> HandoffTraits.Trigger {
    let trigger = trait(handoff).trigger
    return trigger.isFailure ? .anyFailure : trigger
  }

  /// Whether the handoff, or one on the limit in its stead, is taken whenever its trigger happens.
  private func takesAlways(_ trait: HandoffTraits) -> Bool {
    if trait.isUnconditional { return true }
    return trait.isLimited && !trait.isGuarded && trait.dependsOnGuardOnly && trait.trigger != .limit
      && replacesExhausted
  }

  /// Whether the contract, where there is one to tell, declares a failure that the handoff answers.
  private func mayHappen(_ handoff: HandoffIndex) -> Bool {
    switch trait(handoff).trigger {
    case .output, .limit, .none: true
    case .anyFailure: role.contract.map { !system[$0].failures.isEmpty } ?? true
    case .namedFailures: !declaredKinds(handoff).isEmpty
    }
  }

  /// Those of a handoff's failures that the agent may fail with; all where it has no contract to tell.
  private func declaredKinds(_ handoff: HandoffIndex) -> [String] {
    guard case .failures(let kinds) = system[handoff].trigger else { return [] }
    guard let declared else { return kinds }
    return kinds.filter { declared.contains(ExactString($0)) }
  }

  private func shadow(over handoff: HandoffIndex) -> HandoffIndex? {
    let earlier: HandoffIndex?
    switch trait(handoff).trigger {
    case .output: earlier = takesOutput
    case .limit: earlier = takesLimit
    case .none: earlier = takesNone
    case .anyFailure:
      let kinds = role.contract.map { system[$0].failures.map(\.kind) } ?? []
      earlier = takesEveryFailure ?? takerOfAll(kinds)
    case .namedFailures: earlier = takesEveryFailure ?? takerOfAll(declaredKinds(handoff))
    }
    guard let earlier else { return nil }
    // The members of a parallel group are taken together, so with any of them that comes in time.
    guard let group = system[handoff].parallel else { return earlier }
    let first = firstOfGroup[Group(name: ExactString(group), outcome: outcome(of: handoff))]
    return first.map { $0 <= earlier } ?? false ? nil : earlier
  }

  /// The last of the handoffs that together take all of these kinds.
  private func takerOfAll(_ kinds: [String]) -> HandoffIndex? {
    var last: HandoffIndex?
    for kind in kinds {
      guard let taker = takesFailure[ExactString(kind)] else { return nil }
      last = max(last ?? taker, taker)
    }
    return last
  }

  private mutating func note(_ handoff: HandoffIndex) {
    switch trait(handoff).trigger {
    case .output: takesOutput = takesOutput ?? handoff
    case .limit: takesLimit = takesLimit ?? handoff
    case .none: takesNone = takesNone ?? handoff
    case .anyFailure: takesEveryFailure = takesEveryFailure ?? handoff
    case .namedFailures:
      for kind in declaredKinds(handoff) where takesFailure[ExactString(kind)] == nil {
        takesFailure[ExactString(kind)] = handoff
      }
    }
  }
}
