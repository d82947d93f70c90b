import HandoffContracts
import HandoffRuntime

/// The runs of a small system that go one way at a time, with how often they took handoffs and visited agents.
///
/// What other branches bring to joins, and whether control was given where it comes back, is taken from ``BruteForceLoops/reached()``.
struct BruteForceRuns {
  private struct State: Hashable {
    var state: Int
    /// By handoff with a limit how often it was taken, and by agent with a limit that lasts how often it was visited.
    var counts: [UInt8]
  }

  /// The states that some run comes to again and again; `nil` where they are too many.
  let circling: [Bool]?
  /// Whether work may go several ways at once, which this does not follow.
  let isForked: Bool

  private static let stateLimit = 400_000

  init(_ brute: BruteForceLoops) {
    let system = brute.router.system
    isForked = Self.mayFork(system)
    let limited = system.handoffIndices.filter { system[$0].limit != nil }
    let watched = system.agentIndices.filter { system[$0].limit != nil && !system[$0].limitResets }
    let (given, brought) = brute.givenAndBrought()
    func arriving(_ counts: [UInt8], at state: Int) -> [UInt8] {
      guard let slot = watched.firstIndex(of: brute.agent(of: state)), let limit = system[watched[slot]].limit
      else {
        return counts
      }
      var counts = counts
      counts[limited.count + slot] = min(counts[limited.count + slot] + 1, UInt8(limit + 1))
      return counts
    }
    var known: [[Int]: [BruteForceLoops.Step]] = [:]
    func steps(from state: Int, isStopped: Bool, spent: Int) -> [BruteForceLoops.Step] {
      let key = [state, isStopped ? 1 : 0, spent]
      if let found = known[key] { return found }
      var steps: Set<BruteForceLoops.Step> = []
      for outcome in brute.outcomes(in: state, isStopped: isStopped) {
        let course = outcome.spent[spent]
        steps.formUnion(course.steps)
        steps.formUnion(brute.joined([Array(course.parts)], with: brought)[0])
        for retry in course.retries { steps.insert(.init(target: state, handoff: retry)) }
      }
      known[key] = Array(steps)
      return Array(steps)
    }
    var numbers: [State: Int] = [:]
    var states: [State] = []
    func number(of state: State) -> Int {
      if let known = numbers[state] { return known }
      numbers[state] = states.count
      states.append(state)
      return states.count - 1
    }
    for start in brute.starts {
      let counts = [UInt8](repeating: 0, count: limited.count + watched.count)
      _ = number(of: State(state: start, counts: arriving(counts, at: start)))
    }
    var all: [[BruteForceLoops.Step]] = []
    while all.count < states.count {
      guard states.count < Self.stateLimit else {
        circling = nil
        return
      }
      let here = states[all.count]
      let agent = brute.agent(of: here.state)
      var spent = 0
      for (position, handoff) in brute.limitedHandoffs(of: agent).enumerated() {
        let slot = limited.firstIndex(of: handoff) ?? 0
        if Int(here.counts[slot]) >= system[handoff].limit ?? 0 { spent |= 1 << position }
      }
      let visits = watched.firstIndex(of: agent).map { Int(here.counts[limited.count + $0]) } ?? 0
      let isStopped = visits > system[agent].limit ?? .max
      var next: [BruteForceLoops.Step] = []
      for step in steps(from: here.state, isStopped: isStopped, spent: spent)
      where !step.isReturn || given.contains(step.handoff) {
        var counts = here.counts
        if !step.isReturn, let slot = limited.firstIndex(of: step.handoff),
          let limit = system[step.handoff].limit
        {
          counts[slot] = min(counts[slot] + 1, UInt8(limit))
        }
        let target = number(of: State(state: step.target, counts: arriving(counts, at: step.target)))
        next.append(.init(target: target, handoff: step.handoff, isReturn: step.isReturn))
      }
      all.append(next)
    }
    // No loop goes through a human.
    for (number, state) in states.enumerated() where system[brute.agent(of: state.state)].kind == .human {
      all[number] = []
    }
    let (_, components) = brute.withoutUncalled(all)
    var circling = [Bool](repeating: false, count: brute.every.count)
    for (number, state) in states.enumerated() where components.isCyclic[number] {
      circling[state.state] = true
    }
    self.circling = circling
  }

  private static func mayFork(_ system: AgentSystem) -> Bool {
    if system.entry.count > 1 { return true }
    return system.agents.contains { agent in
      let groups = system.handoffs.filter { $0.from == agent.name }.compactMap(\.parallel)
      return Set(groups).count < groups.count
    }
  }
}

extension BruteForceLoops {
  /// Whether some handoff may be taken, or some agent visited, so often only.
  var hasLimits: Bool {
    router.system.handoffs.contains { $0.limit != nil } || router.system.agents.contains { $0.limit != nil }
  }

  /// How a visit may end.
  func outcomes(in state: Int, isStopped: Bool) -> [Outcome] {
    let index = agent(of: state)
    let received = state - states(of: index).lowerBound
    let endings = endings[index.rawValue]
    if isStopped { return endings.stopped.indices.contains(received) ? [endings.stopped[received]] : [] }
    guard let contract = router.system.contracts.first(where: { $0.name == router.system[index].produces })
    else {
      return []
    }
    let changes = changes(of: router.system[index], contract)
    return endings.outputs.filter { explains($0.payload, received, changes) }.map(\.outcome)
      + endings.failures
  }
}
