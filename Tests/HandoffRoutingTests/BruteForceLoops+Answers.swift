import HandoffContracts
import HandoffRuntime
import HandoffSchema

extension BruteForceLoops {
  /// The states that lie on a cycle of endless steps.
  ///
  /// A run that comes back along a handoff again and again gives control away along it again and again, and a join
  /// is started again and again only if enough of its branches come so, with what can be put together.
  func circling() -> [Bool] { circling(where: [Bool](repeating: true, count: every.count)) }

  /// The states that lie on a cycle which some run comes to.
  func circlingAfterAll() -> [Bool] { circling(where: reached()) }

  private func circling(where isIncluded: [Bool]) -> [Bool] {
    let everGiven = everGiven
    var brought = brought(by: everyParts, where: isIncluded)
    while true {
      let toJoins = joined(endlessParts, with: brought)
      let steps = endless.indices.map { state in
        !isIncluded[state]
          ? []
          : (endless[state] + toJoins[state]).filter {
            isIncluded[$0.target] && (!$0.isReturn || everGiven.contains($0.handoff))
          }
      }
      let (called, components) = withoutUncalled(steps)
      let starts = components.isCyclic.indices.filter { components.isCyclic[$0] }
      let again = Self.closure(starts, called) { _ in true }
      let left = self.brought(by: endlessParts, where: again)
      if left == brought { return components.isCyclic }
      brought = left
    }
  }

  /// The steps without returns along handoffs that are not taken among the same states.
  func withoutUncalled(_ all: [[Step]]) -> ([[Step]], BruteForceComponents) {
    var steps = all
    while true {
      let components = BruteForceComponents(steps.map { $0.map(\.target) })
      var isChanged = false
      var given = [Set<HandoffIndex>](repeating: [], count: components.count)
      func inner(_ state: Int, _ step: Step) -> Int? {
        let number = components.number[state]
        return number == components.number[step.target] ? number : nil
      }
      for state in steps.indices {
        for step in steps[state] where !step.isReturn {
          if let number = inner(state, step) { given[number].insert(step.handoff) }
        }
      }
      for state in steps.indices {
        let left = steps[state].filter { step in
          guard step.isReturn, let number = inner(state, step) else { return true }
          return given[number].contains(step.handoff)
        }
        isChanged = isChanged || left.count < steps[state].count
        steps[state] = left
      }
      if !isChanged { return (steps, components) }
    }
  }

  private static func closure(_ starts: [Int], _ steps: [[Step]], _ isTaken: (Step) -> Bool) -> [Bool] {
    var isReached = [Bool](repeating: false, count: steps.count)
    var waiting = starts
    while let next = waiting.popLast() {
      guard !isReached[next] else { continue }
      isReached[next] = true
      for step in steps[next] where isTaken(step) { waiting.append(step.target) }
    }
    return isReached
  }

  /// The states that some run comes to: control comes back only where it was given, and joins wait for their branches.
  func reached() -> [Bool] { reachedAndGiven().reached }

  /// The handoffs that some run takes, and what some run brings to joins.
  func givenAndBrought() -> (Set<HandoffIndex>, Brought) {
    let (_, given, brought) = reachedAndGiven()
    return (given, brought)
  }

  /// The states in which runs begin.
  var starts: [Int] {
    let input = source.system.input.flatMap { try? Schema($0) }
    return source.system.entry.compactMap { router.index.agent(named: $0) }.flatMap { agent in
      payloads.indices.filter { input?.isValid(payloads[$0]) ?? true }.map {
        agent.rawValue * payloads.count + $0
      }
    }
  }

  private func reachedAndGiven() -> (reached: [Bool], given: Set<HandoffIndex>, brought: Brought) {
    let starts = starts
    var given: Set<HandoffIndex> = []
    var brought: Brought = [:]
    while true {
      let toJoins = joined(everyParts, with: brought)
      let steps = every.indices.map { every[$0] + toJoins[$0] }
      let reached = Self.closure(starts, steps) { !$0.isReturn || given.contains($0.handoff) }
      let states = every.indices.filter { reached[$0] }
      let more = Set(
        states.flatMap { steps[$0] }.filter { !$0.isReturn }.map(\.handoff)
          + states.flatMap { everyParts[$0] }.map(\.handoff))
      let found = self.brought(by: everyParts, where: reached)
      if more == given, found == brought { return (reached, given, brought) }
      (given, brought) = (more, found)
    }
  }

  /// The states from which no run comes to an end.
  func caught() -> [Bool] {
    let given = everGiven
    var backward = [[Step]](repeating: [], count: every.count)
    let toJoins = joined(everyParts, with: brought)
    for (state, steps) in every.enumerated() {
      for step in steps + toJoins[state] where !step.isReturn || given.contains(step.handoff) {
        backward[step.target].append(Step(target: state, handoff: step.handoff))
      }
    }
    return Self.closure(isEnd.indices.filter { isEnd[$0] }, backward) { _ in true }.map { !$0 }
  }
}
