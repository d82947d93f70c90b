import HandoffContracts
import HandoffRuntime
import HandoffSchema

extension BruteForceLoops {
  /// The states that lie on a cycle of endless steps.
  ///
  /// A run that comes back along a handoff again and again gives control away along it again and again, and a join
  /// is started again and again only if enough of its branches come so.
  func circling() -> [Bool] { circling(endless) }

  /// The states that lie on a cycle which some run comes to.
  func circlingAfterAll() -> [Bool] {
    let reached = reached()
    return circling(
      endless.indices.map { state in reached[state] ? endless[state].filter { reached[$0.target] } : [] })
  }

  private func circling(_ endless: [[Step]]) -> [Bool] {
    let everGiven = everGiven
    var steps = endless.map { $0.filter { !$0.isReturn || everGiven.contains($0.handoff) } }
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
      if dropUnfed(&steps, components) { isChanged = true }
      if !isChanged { return components.isCyclic }
    }
  }

  private func dropUnfed(_ steps: inout [[Step]], _ components: BruteForceComponents) -> Bool {
    guard !brought.isEmpty else { return false }
    let starts = components.isCyclic.indices.filter { components.isCyclic[$0] }
    let again = Self.closure(starts, steps) { _ in true }
    // Which branches come again and again is told by agents, whatever payloads they have.
    let agents = Set(again.indices.filter { again[$0] }.map { agent(of: $0) })
    let coming = Set(
      steps.indices.filter { agents.contains(agent(of: $0)) }.flatMap { steps[$0] }.filter { !$0.isReturn }
        .map(\.handoff))
    let starved = Set(brought.keys.map(\.join)).filter { !isFed($0, by: coming) }
    var isChanged = false
    for state in steps.indices where !starved.isEmpty {
      let left = steps[state].filter { step in
        step.isReturn || join(step.handoff).map { !starved.contains($0.join) } ?? true
      }
      isChanged = isChanged || left.count < steps[state].count
      steps[state] = left
    }
    return isChanged
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
  func reached() -> [Bool] {
    let input = source.system.input.flatMap { try? Schema($0) }
    let starts = source.system.entry.compactMap { router.index.agent(named: $0) }.flatMap { agent in
      payloads.indices.filter { input?.isValid(payloads[$0]) ?? true }.map {
        agent.rawValue * payloads.count + $0
      }
    }
    var given: Set<HandoffIndex> = []
    while true {
      let fed = Set(brought.keys.map(\.join)).filter { isFed($0, by: given) }
      let reached = Self.closure(starts, every) { step in
        if step.isReturn { return given.contains(step.handoff) }
        return join(step.handoff).map { fed.contains($0.join) } ?? true
      }
      let more = Set(
        every.indices.filter { reached[$0] }.flatMap { every[$0] }.filter { !$0.isReturn }.map(\.handoff))
      if more.isSubset(of: given) { return reached }
      given.formUnion(more)
    }
  }

  /// The states from which no run comes to an end.
  func caught() -> [Bool] {
    let given = everGiven
    var backward = [[Step]](repeating: [], count: every.count)
    for (state, steps) in every.enumerated() {
      for step in steps where !step.isReturn || given.contains(step.handoff) {
        backward[step.target].append(Step(target: state, handoff: step.handoff))
      }
    }
    return Self.closure(isEnd.indices.filter { isEnd[$0] }, backward) { _ in true }.map { !$0 }
  }
}
