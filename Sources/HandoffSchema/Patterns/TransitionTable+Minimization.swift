extension TransitionTable {
  /// The smallest automaton of the same language, in canonical form.
  ///
  /// Valmari's algorithm on the states that are reached and can still accept, then a numbering by breadth-first
  /// search; so equal languages give equal values.
  ///
  /// - Complexity: O(*t* log *s*), where *s* is the number of states and *t* that of transitions.
  func minimized() -> TransitionTable {
    let live = liveStates()
    guard live[Int(initial)] else { return .constant(false) }
    let width = classes.count
    var dense = [Int32](repeating: -1, count: stateCount)
    var old: [Int32] = []
    for state in 0..<stateCount where live[state] {
      dense[state] = Int32(old.count)
      old.append(Int32(state))
    }

    var tails: [Int32] = []
    var labels: [Int32] = []
    var heads: [Int32] = []
    for (tail, state) in old.enumerated() {
      for label in 0..<width {
        let head = dense[Int(next[Int(state) * width + label])]
        if head < 0 { continue }
        tails.append(Int32(tail))
        labels.append(Int32(label))
        heads.append(head)
      }
    }
    let blocks = Self.partition(
      isAccepting: old.map { accepting[Int($0)] }, tails: tails, labels: labels, heads: heads,
      labelCount: width)

    // The last block stands for the state from which nothing is accepted, if one is needed.
    let dead = Int32(blocks.blockCount)
    var rows = [Int32](repeating: dead, count: (blocks.blockCount + 1) * width)
    var isAccepting = [Bool](repeating: false, count: blocks.blockCount + 1)
    for block in 0..<blocks.blockCount {
      let state = Int(old[Int(blocks.elements[blocks.range(of: block).lowerBound])])
      isAccepting[block] = accepting[state]
      for label in 0..<width {
        let head = dense[Int(next[state * width + label])]
        if head >= 0 { rows[block * width + label] = blocks.blockOf[Int(head)] }
      }
    }
    let quotient = TransitionTable(
      classes: classes, next: rows, accepting: isAccepting, initial: blocks.blockOf[Int(dense[Int(initial)])])
    return quotient.withMergedClasses().numberedByBreadth()
  }

  /// The language of all texts, or of none.
  static func constant(_ isAccepting: Bool) -> TransitionTable {
    TransitionTable(classes: .single, next: [0], accepting: [isAccepting], initial: 0)
  }

  /// The states that the initial one reaches and that reach an accepting one.
  func liveStates() -> [Bool] {
    let width = classes.count
    var reached = [Bool](repeating: false, count: stateCount)
    reached[Int(initial)] = true
    var open = [initial]
    while let state = open.popLast() {
      for target in next[Int(state) * width..<(Int(state) + 1) * width] where !reached[Int(target)] {
        reached[Int(target)] = true
        open.append(target)
      }
    }
    var live = [Bool](repeating: false, count: stateCount)
    let incoming = predecessors()
    for state in 0..<stateCount where accepting[state] && reached[state] {
      live[state] = true
      open.append(Int32(state))
    }
    while let state = open.popLast() {
      for index in incoming.starts[Int(state)]..<incoming.starts[Int(state) + 1] {
        let source = Int(incoming.sources[Int(index)])
        if reached[source] && !live[source] {
          live[source] = true
          open.append(Int32(source))
        }
      }
    }
    return live
  }

  /// The states with a transition into each state, without repetition in direct succession.
  func predecessors() -> (starts: [Int32], sources: [Int32]) {
    let width = classes.count
    var starts = [Int32](repeating: 0, count: stateCount + 1)
    for target in next { starts[Int(target) + 1] += 1 }
    for state in 0..<stateCount { starts[state + 1] += starts[state] }
    var cursor = starts
    var sources = [Int32](repeating: 0, count: next.count)
    for (index, target) in next.enumerated() {
      sources[Int(cursor[Int(target)])] = Int32(index / width)
      cursor[Int(target)] += 1
    }
    return (starts, sources)
  }

  private static func partition(
    isAccepting: [Bool], tails: [Int32], labels: [Int32], heads: [Int32], labelCount: Int
  ) -> RefinablePartition {
    var incomingStart = [Int32](repeating: 0, count: isAccepting.count + 1)
    for head in heads { incomingStart[Int(head) + 1] += 1 }
    for state in isAccepting.indices { incomingStart[state + 1] += incomingStart[state] }
    var cursor = incomingStart
    var incoming = [Int32](repeating: 0, count: heads.count)
    for (transition, head) in heads.enumerated() {
      incoming[Int(cursor[Int(head)])] = Int32(transition)
      cursor[Int(head)] += 1
    }

    var blocks = RefinablePartition(keys: isAccepting.map { $0 ? 0 : 1 }, keyCount: 2)
    var cords = RefinablePartition(keys: labels, keyCount: labelCount)
    // The first block needs no pass of its own: the cords are whole label classes already.
    var block = 1
    var cord = 0
    while cord < cords.blockCount {
      for index in cords.range(of: cord) { blocks.mark(tails[Int(cords.elements[index])]) }
      blocks.split()
      cord += 1
      while block < blocks.blockCount {
        for index in blocks.range(of: block) {
          let state = Int(blocks.elements[index])
          for place in incomingStart[state]..<incomingStart[state + 1] { cords.mark(incoming[Int(place)]) }
        }
        cords.split()
        block += 1
      }
    }
    return blocks
  }

  /// Merges classes that lead to the same state from everywhere.
  private func withMergedClasses() -> TransitionTable {
    let width = classes.count
    var group = [Int32](repeating: 0, count: width)
    var groupCount = 1
    for state in 0..<stateCount {
      if groupCount == width { return self }
      var names: [Int64: Int32] = [:]
      for label in 0..<width {
        let key = Int64(group[label]) << 32 | Int64(next[state * width + label])
        if let name = names[key] {
          group[label] = name
        } else {
          let name = Int32(names.count)
          names[key] = name
          group[label] = name
        }
      }
      groupCount = names.count
    }
    if groupCount == width { return self }
    let merged = CodePointClasses(starts: classes.starts, classes: classes.classes.map { group[Int($0)] })
    // `CodePointClasses` numbers classes by first appearance, which for `group` is already the order.
    var representative = [Int](repeating: -1, count: groupCount)
    for label in (0..<width).reversed() { representative[Int(group[label])] = label }
    var rows: [Int32] = []
    rows.reserveCapacity(stateCount * groupCount)
    for state in 0..<stateCount {
      for label in representative { rows.append(next[state * width + label]) }
    }
    return TransitionTable(classes: merged, next: rows, accepting: accepting, initial: initial)
  }

  /// Numbers the states in the order in which a breadth-first search finds them; drops the others.
  private func numberedByBreadth() -> TransitionTable {
    let width = classes.count
    var number = [Int32](repeating: -1, count: stateCount)
    number[Int(initial)] = 0
    var order = [initial]
    var rows: [Int32] = []
    var index = 0
    while index < order.count {
      let state = Int(order[index])
      for target in next[state * width..<(state + 1) * width] {
        if number[Int(target)] < 0 {
          number[Int(target)] = Int32(order.count)
          order.append(target)
        }
        rows.append(number[Int(target)])
      }
      index += 1
    }
    return TransitionTable(
      classes: classes, next: rows, accepting: order.map { accepting[Int($0)] }, initial: 0)
  }
}
