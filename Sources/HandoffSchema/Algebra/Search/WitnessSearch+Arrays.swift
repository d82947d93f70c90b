// Arrays: lengths, places, counts of matching elements, repetition.
extension WitnessSearch {
  /// The longest array and largest object that is built.
  static let sizeLimit = 10_000
  /// The most elements that are made different from each other.
  private static let distinctLimit = 1_000

  mutating func arrays(_ literals: [Formula], _ wanted: Int) -> Values {
    if let candidates = finiteContainers(literals) { return candidates }
    var problem = ArrayProblem()
    for literal in literals { problem.add(literal, in: &arena) }
    guard problem.isConsistent else { return .empty }
    let excluded = problem.excluded
    let first = solve(problem)
    if excluded.isEmpty && wanted == 1 || first.list.isEmpty { return first }
    if wanted == 1, let value = first.list.first, !excluded.contains(value) { return first }
    return enumerate(problem, literals, wanted, including: first)
  }

  /// The members of a finite set that satisfy the constraints, or `nil` where no constraint is finite.
  mutating func finiteContainers(_ literals: [Formula]) -> Values? {
    for literal in literals where !literal.isNegated {
      guard case .value(let candidates)? = arena.atom(literal) else { continue }
      var seen: Set<JSONValue> = []
      var members: [JSONValue] = []
      for (index, candidate) in candidates.enumerated() {
        guard index % 64 > 0 || budget.spend(1 + literals.count / 16) else {
          return Values(list: members, isComplete: false, unknown: budget.exhausted)
        }
        if literals.allSatisfy({ arena.mayHold($0, for: candidate) }), seen.insert(candidate).inserted {
          members.append(candidate)
        }
      }
      return Values(list: members)
    }
    return nil
  }

  private mutating func solve(_ problem: ArrayProblem) -> Values {
    guard problem.counts.count <= ArrayProblem.countLimit else {
      return .undecided(.combinationLimit(1 << ArrayProblem.countLimit))
    }
    if problem.mustRepeat { return solveRepeating(problem) }
    return problem.unique ? solveUnique(problem) : solveCounting(problem)
  }

  // MARK: Repetition

  /// Two equal elements: tries each pair of places that differ in what they allow.
  private mutating func solveRepeating(_ problem: ArrayProblem) -> Values {
    var result = Values.empty
    let end = problem.placeCount
    for second in 1...(end + 1) {
      // Beyond the last special place all places are alike, so one pair of them stands for all.
      for first in 0..<second where !(second == end + 1 && first < end) {
        var pinned = problem
        let common = arena.and(problem.shape(at: first, in: &arena), problem.shape(at: second, in: &arena))
        pinned.pair = (first, second, common)
        pinned.lower = max(problem.lower, second + 1)
        if pinned.lower > problem.upper { continue }
        let values = solveCounting(pinned)
        result.formUnion(values)
        if !values.list.isEmpty { return result }
      }
    }
    return result
  }

  // MARK: Distinct elements

  private mutating func solveUnique(_ problem: ArrayProblem) -> Values {
    if problem.counts.isEmpty {
      if problem.lower > Self.distinctLimit { return manyDistinct(problem) }
      return distinct(problem, Array(repeating: 0, count: problem.lower))
    }
    if problem.placeCount == 0 { return selectDistinct(problem) }
    var result = Values.empty
    var sequence: [Int] = []
    let longest = max(problem.lower, problem.placeCount.addingSaturated(problem.needed))
    guard longest <= 200 else { return .undecided(.combinationLimit(200)) }
    let most = min(problem.upper, longest)
    extendUnique(problem, problem.kindsByNeed, most, &sequence, &result)
    return result
  }

  /// Distinct elements where every index asks for the same: only the number of elements of each kind matters, since
  /// no value is of two kinds.
  private mutating func selectDistinct(_ problem: ArrayProblem) -> Values {
    let most = max(problem.lower, problem.needed)
    guard most > 0 else { return distinct(problem, []) }
    guard most <= Self.distinctLimit else { return .undecided(.witnessTooLarge("\(most) elements")) }
    var kinds: [(kind: Int, size: Int)] = []
    var doubt: UndecidedReason?
    var dependsOn = Int.max
    // Those that serve most counts come first, and a few of them often do: all together may be too many to weigh.
    var attempt = 1
    for kind in problem.kindsByNeed {
      if kinds.count == attempt {
        attempt *= 4
        if let found = select(kinds, problem) { return found }
      }
      let found = values(
        of: problem.shape(of: kind, at: 0, in: &arena), wanted: most, at: problem.step(0))
      if found.list.count < most {
        doubt = doubt ?? found.unknown
        dependsOn = min(dependsOn, found.dependsOn)
      }
      guard budget.spend(found.list.count) else { return .undecided(budget.exhausted ?? .numberRange) }
      // Values that are too large to be told apart count as one.
      let small = found.list.count { $0.size(upTo: Self.comparedSize) < Self.comparedSize }
      if small < found.list.count { doubt = doubt ?? Self.tooLargeToCompare }
      let size = small == 0 ? min(found.list.count, 1) : small
      if size > 0 { kinds.append((kind, min(size, most))) }
    }
    switch KindSelection(problem, kinds).numbers(&budget) {
    case .found(let numbers):
      let sequence = zip(kinds, numbers).flatMap { Array(repeating: $0.kind, count: $1) }
      let found = distinct(problem, sequence)
      return found.isEmpty ? .undecided(doubt ?? .unconfirmed) : found
    case .impossible:
      if let doubt { return .undecided(doubt) }
      return Values(dependsOn: dependsOn)
    case .stopped(let reason): return .undecided(reason)
    }
  }

  /// Distinct elements of some of the kinds, or `nil` where none were found.
  private mutating func select(_ kinds: [(kind: Int, size: Int)], _ problem: ArrayProblem) -> Values? {
    guard case .found(let numbers) = KindSelection(problem, kinds).numbers(&budget) else { return nil }
    let found = distinct(problem, zip(kinds, numbers).flatMap { Array(repeating: $0.kind, count: $1) })
    return found.list.isEmpty ? nil : found
  }

  /// More distinct elements than are ever built: decides whether there can be so many.
  private mutating func manyDistinct(_ problem: ArrayProblem) -> Values {
    let needed = problem.lower - problem.placeCount
    let tail = values(
      of: problem.shape(at: problem.placeCount, in: &arena), wanted: min(needed, Self.distinctLimit),
      at: problem.step(problem.placeCount))
    if tail.isComplete, tail.list.count < needed { return Values(dependsOn: tail.dependsOn) }
    return .undecided(tail.unknown ?? .witnessTooLarge("\(problem.lower) elements"))
  }

  /// Tries every assignment of element kinds to places; beyond the special places kinds come in order.
  private mutating func extendUnique(
    _ problem: ArrayProblem, _ kinds: [Int], _ most: Int, _ sequence: inout [Int], _ result: inout Values
  ) {
    guard budget.spend(4) else {
      result.isComplete = false
      result.unknown = budget.exhausted
      return
    }
    let isGoal = sequence.count >= problem.lower && problem.isSatisfied(by: sequence)
    if isGoal || sequence.count > 1 {
      let values = distinct(problem, sequence)
      if values.isEmpty {
        // Longer arrays of these elements repeat a value all the more.
        result.dependsOn = min(result.dependsOn, values.dependsOn)
        return
      }
      if isGoal {
        result.formUnion(values)
        if !result.list.isEmpty { return }
      }
    }
    guard sequence.count < most else { return }
    let place = sequence.count
    let inTail = place > problem.placeCount
    for kind in kinds where !inTail || kind >= sequence[place - 1] {
      guard problem.allows(kind, after: sequence) else { continue }
      let shape = problem.shape(of: kind, at: place, in: &arena)
      if shape == .none { continue }
      let values = values(of: shape, at: problem.step(place))
      if values.isEmpty {
        result.dependsOn = min(result.dependsOn, values.dependsOn)
        continue
      }
      sequence.append(kind)
      extendUnique(problem, kinds, most, &sequence, &result)
      sequence.removeLast()
      if !result.list.isEmpty { return }
    }
  }

  /// Distinct elements of the given kinds, by matching places with values (Hall's theorem: a place that has
  /// at least as many values as there are places can always be served).
  private mutating func distinct(_ problem: ArrayProblem, _ kinds: [Int]) -> Values {
    var choices: [[JSONValue]] = []
    var doubt: UndecidedReason?
    var dependsOn = Int.max
    for (place, kind) in kinds.enumerated() {
      if place > problem.placeCount, kind == kinds[place - 1], let last = choices.last {
        choices.append(last)
        continue
      }
      let found = values(
        of: problem.shape(of: kind, at: place, in: &arena), wanted: kinds.count, at: problem.step(place))
      if found.list.count < kinds.count {
        doubt = doubt ?? found.unknown
        dependsOn = min(dependsOn, found.dependsOn)
      }
      if found.isEmpty { return Values(dependsOn: found.dependsOn) }
      if kinds.count == 1, let only = found.list.first {
        return Values(list: [.array([only])], isComplete: false)
      }
      // To tell values apart each has to be read as a whole.
      let small = found.list.filter { $0.size(upTo: Self.comparedSize) < Self.comparedSize }
      guard budget.spend(small.count) else { return .undecided(budget.exhausted ?? .numberRange) }
      if small.count < found.list.count { doubt = doubt ?? Self.tooLargeToCompare }
      choices.append(small)
    }
    guard budget.spend(kinds.count) else { return .undecided(budget.exhausted ?? .numberRange) }
    if let items = Matching.distinct(choices) { return Values(list: [.array(items)], isComplete: false) }
    if let doubt { return .undecided(doubt) }
    return Values(dependsOn: dependsOn)
  }

  private mutating func tooLarge(_ problem: ArrayProblem, _ count: Int) -> Values {
    let tail = values(
      of: problem.shape(at: problem.placeCount, in: &arena), at: problem.step(problem.placeCount))
    if tail.isEmpty { return tail }
    return .undecided(.witnessTooLarge("\(count) elements"))
  }

  // MARK: Counting

  /// The shortest array whose elements satisfy the counts, breadth first over the counts reached.
  private mutating func solveCounting(_ problem: ArrayProblem) -> Values {
    if problem.counts.isEmpty { return solvePlain(problem) }
    let needed = max(problem.lower, problem.needed)
    if needed > Self.sizeLimit { return solveLarge(problem, needed) }
    var result = Values.empty
    var seen: Set<[Int]> = []
    var frontier: [(state: [Int], sequence: [Int])] = [(problem.startState, [])]
    seen.insert(problem.startState)
    if problem.lower == 0, problem.isSatisfied(problem.startState) { return build(problem, []) }
    let kinds = problem.kindsByNeed
    if let first = kinds.first, let found = repeating(first, problem) { return found }
    while !frontier.isEmpty {
      var next: [(state: [Int], sequence: [Int])] = []
      for (state, sequence) in frontier where sequence.count < problem.upper {
        for kind in kinds {
          guard budget.spend() else { return .undecided(budget.exhausted ?? .numberRange) }
          let place = sequence.count
          guard problem.fits(kind, at: place, after: sequence),
            let following = problem.state(after: state, kind, at: place), seen.insert(following).inserted
          else { continue }
          let found = values(of: problem.shape(of: kind, at: place, in: &arena), at: problem.step(place))
          if found.isEmpty || (found.list.isEmpty && found.unknown == nil) {
            result.dependsOn = min(result.dependsOn, found.dependsOn)
            seen.remove(following)
            continue
          }
          if found.list.isEmpty {
            result.isComplete = false
            result.unknown = found.unknown
            continue
          }
          // At once, not when its turn comes: by then all other arrays of this length would have been looked at.
          if place + 1 >= problem.lower, problem.isSatisfied(following) {
            let built = build(problem, sequence + [kind])
            result.formUnion(built)
            if !built.list.isEmpty { return result }
            continue
          }
          next.append((following, sequence + [kind]))
        }
      }
      frontier = next
      if seen.count > 20_000 { return .undecided(.combinationLimit(20_000)) }
    }
    return result
  }

  /// Elements of one kind, as many as there must be at least; `nil` where they do not meet all counts.
  ///
  /// With the kind that serves most counts no array is shorter, and no other kind need be looked at.
  private mutating func repeating(_ kind: Int, _ problem: ArrayProblem) -> Values? {
    let length = problem.counts.reduce(problem.lower) { max($0, $1.from.addingSaturated($1.least)) }
    guard length <= min(problem.upper, Self.sizeLimit), budget.spend(length) else { return nil }
    var state = problem.startState
    for place in 0..<length {
      guard let next = problem.state(after: state, kind, at: place) else { return nil }
      state = next
    }
    guard problem.isSatisfied(state) else { return nil }
    let found = build(problem, Array(repeating: kind, count: length))
    return found.list.isEmpty ? nil : found
  }

  private mutating func solvePlain(_ problem: ArrayProblem) -> Values {
    let special = min(problem.lower, problem.placeCount)
    for place in 0..<special {
      let found = values(of: problem.shape(of: 0, at: place, in: &arena), at: problem.step(place))
      if found.list.isEmpty { return found }
    }
    if problem.lower > Self.sizeLimit { return tooLarge(problem, problem.lower) }
    return build(problem, Array(repeating: 0, count: problem.lower))
  }

  /// More elements than are ever built: decides emptiness for one count, and leaves several open.
  private mutating func solveLarge(_ problem: ArrayProblem, _ needed: Int) -> Values {
    if problem.counts.count == 1, problem.placeCount == 0, problem.pair == nil {
      let count = problem.counts[0]
      let matching = values(of: problem.shape(of: 1, at: 0, in: &arena), at: problem.step(0))
      let other = values(of: problem.shape(of: 0, at: 0, in: &arena), at: problem.step(0))
      if count.least > 0, matching.isEmpty { return matching }
      if needed > problem.upper { return .empty }
      if other.isEmpty, count.most < problem.lower { return other }
      if matching.isEmpty, other.isEmpty { return other }
    } else if needed > problem.upper, problem.counts.allSatisfy({ $0.from == 0 && $0.least > problem.upper })
    {
      return .empty
    }
    return .undecided(.witnessTooLarge("\(needed) elements"))
  }

  /// An array with one element of each kind in turn.
  private mutating func build(_ problem: ArrayProblem, _ kinds: [Int]) -> Values {
    var items: [JSONValue] = []
    for (place, kind) in kinds.enumerated() {
      if let pair = problem.pair, place == pair.second {
        items.append(items[pair.first])
        continue
      }
      if place > problem.placeCount, kind == kinds[place - 1], problem.pair == nil, let last = items.last {
        items.append(last)
        continue
      }
      let found = values(of: problem.shape(of: kind, at: place, in: &arena), at: problem.step(place))
      guard let value = found.list.first else { return found }
      items.append(value)
    }
    return Values(list: [.array(items)], isComplete: false)
  }
}
