extension Automaton {
  /// How many texts there are.
  package enum Count: Sendable, Hashable {
    /// Exactly so many.
    case exactly(Int)
    /// So many or more, but not infinitely many.
    case atLeast(Int)
    case infinite
  }

  /// The least number of code points of a text from every state; `nil` where none is accepted.
  ///
  /// - Complexity: O(*t*), where *t* is the number of transitions.
  func distances() -> [Int?] {
    var distance = [Int?](repeating: nil, count: stateCount)
    var order = (0..<stateCount).filter { table.accepting[$0] }
    for state in order { distance[state] = 0 }
    let incoming = table.predecessors()
    var index = 0
    while index < order.count {
      let state = order[index]
      for place in incoming.starts[state]..<incoming.starts[state + 1] {
        let source = Int(incoming.sources[Int(place)])
        if distance[source] == nil {
          distance[source] = (distance[state] ?? 0) + 1
          order.append(source)
        }
      }
      index += 1
    }
    return distance
  }

  /// The live states, each after all live states that it leads to; `nil` where a loop makes the set infinite.
  private func liveOrder() -> [Int]? {
    let live = distances().map { $0 != nil }
    let width = table.classes.count
    // 0: not seen, 1: on the path, 2: done.
    var phase = [UInt8](repeating: 0, count: stateCount)
    var order: [Int] = []
    var path: [(state: Int, label: Int)] = []
    if live[Int(table.initial)] { path.append((Int(table.initial), 0)) }
    while let (state, label) = path.last {
      phase[state] = 1
      if label == width {
        phase[state] = 2
        order.append(state)
        path.removeLast()
        continue
      }
      path[path.count - 1].label += 1
      let target = Int(table.next[state * width + label])
      if !live[target] || phase[target] == 2 { continue }
      if phase[target] == 1 { return nil }
      path.append((target, 0))
    }
    return order
  }

  /// Counts the texts, up to a limit.
  ///
  /// - Complexity: O(*t*), where *t* is the number of transitions.
  package func count(limit: Int = .max) -> Count {
    guard let order = liveOrder() else { return .infinite }
    let width = table.classes.count
    let sizes = table.classes.members.map(\.count)
    var count = [Int](repeating: 0, count: stateCount)
    for state in order {
      var total = table.accepting[state] ? 1 : 0
      for label in 0..<width {
        let (product, overflow) = count[Int(table.next[state * width + label])]
          .multipliedReportingOverflow(by: sizes[label])
        let (sum, carry) = total.addingReportingOverflow(product)
        total = overflow || carry ? .max : sum
      }
      count[state] = total
    }
    let total = count[Int(table.initial)]
    return total >= limit ? .atLeast(limit) : .exactly(total)
  }

  /// Whether there are infinitely many texts.
  package var isInfinite: Bool { liveOrder() == nil }

  /// The least and the greatest number of code points of a text; no greatest one where there are infinitely
  /// many texts, and `nil` where there is none.
  package var lengthRange: (min: Int, max: Int?)? {
    guard let shortest = distances()[Int(table.initial)] else { return nil }
    guard let order = liveOrder() else { return (shortest, nil) }
    let width = table.classes.count
    var longest = [Int](repeating: -1, count: stateCount)
    for state in order {
      longest[state] = table.accepting[state] ? 0 : -1
      for target in table.next[state * width..<(state + 1) * width] where longest[Int(target)] >= 0 {
        longest[state] = max(longest[state], longest[Int(target)] + 1)
      }
    }
    return (shortest, longest[Int(table.initial)])
  }
}
