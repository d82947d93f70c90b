import HandoffContracts
import HandoffRuntime
import HandoffSchema
import HandoffTraffic

/// Follows a run on the router, which knows nothing of the analysis: each step must be one that it allows.
struct LoopReplay {
  private let router: Router
  /// All limits reached.
  private let exhausted: RunCounts

  /// Prepares a replay.
  ///
  /// - Parameter router: A router of the system without the limit on its run.
  init(_ router: Router) {
    self.router = router
    var counts = RunCounts()
    for (index, handoff) in router.system.handoffs.enumerated() {
      if let limit = handoff.limit { counts.handoffs[HandoffIndex(index)] = limit }
    }
    exhausted = counts
  }

  /// Follows a run that from the position of the lap on is to come round to the same agent.
  ///
  /// - Parameters:
  ///   - steps: The run.
  ///   - lap: Where the lap begins.
  ///   - isExhausted: Whether all handoffs and agents with a limit have reached it on the lap, as they have in a run that
  ///     goes on for ever.
  /// - Returns: The position of the first step that is not allowed; `nil` where all are.
  func fault(in steps: [WitnessStep], from lap: Int, isExhausted: Bool) -> Int? {
    guard lap < steps.count, steps.last?.target == steps[lap].sender else { return 0 }
    for (index, step) in steps.enumerated() {
      if index > 0, steps[index - 1].target != step.sender || steps[index - 1].arriving != step.received {
        return index
      }
      // On the way to the lap limits may be reached or not; on it they are.
      let isAllowed =
        allows(step, isExhausted ? exhausted : RunCounts())
        || index < lap && (allows(step, RunCounts()) || allows(step, exhausted(but: step.passage.handoff)))
      guard isAllowed, isExplained(step) else { return index }
    }
    return nil
  }

  /// The position of the first step on the way to a lap that the run itself does not allow, because a limit is not reached
  /// yet, or is already; `nil` where there is none.
  func unearned(in steps: [WitnessStep], before lap: Int) -> Int? {
    var counts = RunCounts()
    for (index, step) in steps.prefix(lap).enumerated() {
      if index == 0 { counts.visit(step.sender) }
      if step.cause == .arrival, let limit = router.system[step.sender].limit,
        counts.visits[step.sender, default: 0] <= limit
      {
        return index
      }
      guard allows(step, counts) else { return index }
      if !step.passage.isReturn { counts.take(step.passage.handoff) }
      if router.system[step.sender].limitResets { counts.visits[step.sender] = 0 }
      counts.visit(step.target)
    }
    return nil
  }

  /// All limits reached but that of one handoff.
  private func exhausted(but handoff: HandoffIndex) -> RunCounts {
    var counts = exhausted
    counts.handoffs[handoff] = 0
    return counts
  }

  private func allows(_ step: WitnessStep, _ counts: RunCounts) -> Bool {
    outcomes(of: step).contains { outcome in
      let visit = Visit(of: step.sender, outcome, payload: step.sent, received: step.received)
      guard let routing = try? router.routing(of: visit, after: counts) else { return false }
      if step.passage.isReturn {
        return routing.returns.contains {
          $0.handoff == step.passage.handoff && $0.target == step.target && $0.payload == step.arriving
        }
      }
      guard let taken = routing.enabled.first(where: { $0.handoff == step.passage.handoff }),
        taken.target == step.target, !taken.isUndecided, !routing.isOfferUndecided
      else {
        return false
      }
      guard router.system[step.target].join != nil,
        !step.others.isEmpty || !taken.carried.payloads.contains(step.arriving)
      else {
        return taken.carried.payloads.contains(step.arriving)
      }
      return router.joined(at: step.target, step.arrivals) == .payload(step.arriving)
    }
  }

  private func outcomes(of step: WitnessStep) -> [Visit.Outcome] {
    switch step.cause {
    case .arrival: return [.limit]
    case .output, .input, .runLimit:
      // That it names no target is something else only where some handoff answers that.
      let namesNone = router.index.handoffs(from: step.sender).contains { router.system[$0].trigger == .none }
      return namesNone ? [.output, .none] : [.output]
    case .failure(let index?):
      guard let contract = router.system[step.sender].produces.flatMap({ router.index.contract(named: $0) })
      else { return [] }
      return [.failure(router.system[contract].failures[index.rawValue].kind)]
    case .failure(nil):
      return answered(by: step).flatMap { handoff -> [Visit.Outcome] in
        switch router.system[handoff].trigger {
        case .failures(let kinds): kinds.map { .failure($0) }
        default: [.failure("failure")]
        }
      }
    }
  }

  /// The handoff of a step, or those for which it stands in once they are spent.
  private func answered(by step: WitnessStep) -> [HandoffIndex] {
    guard !step.passage.isReturn, router.system[step.passage.handoff].trigger == .limit else {
      return [step.passage.handoff]
    }
    return router.index.handoffs(from: step.sender).filter {
      router.system[$0].limit != nil && router.system[$0].trigger != .limit
    }
  }

  /// Whether what the sender is declared to do to its payloads makes of what it received what it sends.
  private func isExplained(_ step: WitnessStep) -> Bool {
    switch step.cause {
    case .arrival: return step.sent == step.received
    case .failure, .input, .runLimit: return true
    case .output:
      if !step.passage.isReturn, answered(by: step).contains(where: { router.system[$0].payload != nil }) {
        return true
      }
      let contract = router.system[step.sender].produces.flatMap { try? router.schemas.output(of: $0) }
      return PayloadEffects(of: router.system[step.sender]).explains(
        step.sent, from: step.received, room: contract?.room)
    }
  }
}
