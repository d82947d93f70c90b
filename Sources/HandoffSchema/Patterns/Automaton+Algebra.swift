extension Automaton {
  /// The texts in both sets.
  ///
  /// - Throws: ``AutomatonLimit`` where more pairs of states are reached than the cap.
  package func intersection(
    _ other: Automaton, limit: Int = AutomatonLimit.defaultStates
  ) throws(AutomatonLimit) -> Automaton {
    if isEmpty || other.isAll || self == other { return self }
    if other.isEmpty || isAll { return other }
    return try product(other, limit: limit) { $0 && $1 }
  }

  /// The texts in either set.
  ///
  /// - Throws: ``AutomatonLimit`` where more pairs of states are reached than the cap.
  package func union(
    _ other: Automaton, limit: Int = AutomatonLimit.defaultStates
  ) throws(AutomatonLimit) -> Automaton {
    if isAll || other.isEmpty || self == other { return self }
    if other.isAll || isEmpty { return other }
    return try product(other, limit: limit) { $0 || $1 }
  }

  /// The texts in this set that are not in the other.
  ///
  /// - Throws: ``AutomatonLimit`` where more pairs of states are reached than the cap.
  package func difference(
    _ other: Automaton, limit: Int = AutomatonLimit.defaultStates
  ) throws(AutomatonLimit) -> Automaton {
    if isEmpty || other.isEmpty { return self }
    if other.isAll || self == other { return .nothing }
    return try product(other, limit: limit) { $0 && !$1 }
  }

  /// The texts in every one of the sets; every text where there is none.
  ///
  /// - Throws: ``AutomatonLimit`` where a step of it needs more states than the cap.
  package static func intersection(
    of sets: some Sequence<Automaton>, limit: Int = AutomatonLimit.defaultStates
  ) throws(AutomatonLimit) -> Automaton {
    // Small ones first keep the intermediate results small.
    var result = Automaton.all
    for set in sets.sorted(by: { $0.stateCount < $1.stateCount }) {
      result = try result.intersection(set, limit: limit)
      if result.isEmpty { break }
    }
    return result
  }

  /// Says whether every member is a member of the other set.
  ///
  /// - Throws: ``AutomatonLimit`` where more pairs of states are reached than the cap.
  package func isSubset(
    of other: Automaton, limit: Int = AutomatonLimit.defaultStates
  ) throws(AutomatonLimit) -> Bool {
    if isEmpty || other.isAll || self == other { return true }
    if other.isEmpty || isAll { return false }
    return try walk(other, limit: limit, records: false) { $0 && !$1 } == nil
  }

  /// Says whether no text is a member of both.
  ///
  /// - Throws: ``AutomatonLimit`` where more pairs of states are reached than the cap.
  package func isDisjoint(
    with other: Automaton, limit: Int = AutomatonLimit.defaultStates
  ) throws(AutomatonLimit) -> Bool {
    if isEmpty || other.isEmpty { return true }
    if isAll || other.isAll || self == other { return false }
    return try walk(other, limit: limit, records: false) { $0 && $1 } == nil
  }

  /// Says whether both sets have the same members.
  package func isEquivalent(to other: Automaton) -> Bool {
    self == other
  }

  private func product(
    _ other: Automaton, limit: Int, accepts: (Bool, Bool) -> Bool
  ) throws(AutomatonLimit) -> Automaton {
    guard let result = try walk(other, limit: limit, records: true, accepts) else { return .nothing }
    return Automaton(result)
  }

  /// Walks over the pairs of states that one text reaches.
  ///
  /// `records` says whether the whole table is wanted; otherwise the walk stops at the first pair that accepts,
  /// and `nil` says that there is none.
  private func walk(
    _ other: Automaton, limit: Int, records: Bool, _ accepts: (Bool, Bool) -> Bool
  ) throws(AutomatonLimit) -> TransitionTable? {
    let (classes, origins) = table.classes.refined(by: other.table.classes)
    let leftWidth = table.classes.count
    let rightWidth = other.table.classes.count
    let rightCount = other.stateCount
    var numbers = PairNumbers(count: stateCount * rightCount)
    var pairs: [(left: Int32, right: Int32)] = [(table.initial, other.table.initial)]
    numbers[0 + Int(table.initial) * rightCount + Int(other.table.initial)] = 0
    var next: [Int32] = []
    var accepting: [Bool] = []
    var index = 0
    while index < pairs.count {
      let (left, right) = pairs[index]
      let isAccepting = accepts(table.accepting[Int(left)], other.table.accepting[Int(right)])
      if isAccepting && !records {
        return .constant(true)
      }
      accepting.append(isAccepting)
      for origin in origins {
        let leftTarget = table.next[Int(left) * leftWidth + Int(origin.left)]
        let rightTarget = other.table.next[Int(right) * rightWidth + Int(origin.right)]
        let key = Int(leftTarget) * rightCount + Int(rightTarget)
        var number = numbers[key]
        if number < 0 {
          if pairs.count >= limit { throw AutomatonLimit(.states, limit: limit) }
          if (pairs.count + 1) * origins.count > AutomatonLimit.transitions {
            throw AutomatonLimit(.transitions, limit: AutomatonLimit.transitions)
          }
          number = Int32(pairs.count)
          numbers[key] = number
          pairs.append((leftTarget, rightTarget))
        }
        if records { next.append(number) }
      }
      index += 1
    }
    if !records { return nil }
    return TransitionTable(classes: classes, next: next, accepting: accepting, initial: 0)
  }
}

/// The numbers of pairs of states: an array while that is small, a dictionary otherwise.
private struct PairNumbers {
  private var dense: [Int32]
  private var sparse: [Int: Int32] = [:]

  init(count: Int) {
    dense = count <= 1 << 16 ? [Int32](repeating: -1, count: count) : []
  }

  subscript(key: Int) -> Int32 {
    get { dense.isEmpty ? sparse[key] ?? -1 : dense[key] }
    set { if dense.isEmpty { sparse[key] = newValue } else { dense[key] = newValue } }
  }
}
