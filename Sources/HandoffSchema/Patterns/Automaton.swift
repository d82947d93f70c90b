/// A set of texts, as the minimal deterministic automaton over Unicode code points.
///
/// Equal sets are equal values: the automaton is minimal, its code point classes are the coarsest ones, and
/// its states and classes are numbered canonically.
package struct Automaton: Sendable, Hashable {
  let table: TransitionTable

  /// Minimises a table.
  init(_ table: TransitionTable) {
    self.table = table.minimized()
  }

  private init(minimal: TransitionTable) {
    table = minimal
  }

  /// Every text.
  package static let all = Automaton(minimal: .constant(true))
  /// No text.
  package static let nothing = Automaton(minimal: .constant(false))
}

extension Automaton {
  /// Whether the set has no member.
  package var isEmpty: Bool { self == .nothing }

  /// Whether every text is a member.
  package var isAll: Bool { self == .all }

  /// The number of states, a state from which nothing is accepted included.
  package var stateCount: Int { table.stateCount }

  /// Says whether a text is a member.
  ///
  /// - Complexity: O(*n* log *c*), where *n* is the number of code points and *c* that of intervals.
  package func accepts(_ text: String) -> Bool {
    var state = Int(table.initial)
    for scalar in text.unicodeScalars {
      state = Int(table.next[state * table.classes.count + table.classes.classOf(scalar.value)])
    }
    return table.accepting[state]
  }

  /// Every text that is no member.
  package var complement: Automaton {
    var other = table
    for state in other.accepting.indices { other.accepting[state].toggle() }
    return Automaton(minimal: other)
  }
}

extension Automaton {
  /// The set of one text.
  ///
  /// - Throws: ``AutomatonLimit`` where the text is longer than the cap on states allows.
  package static func literal(
    _ text: String, limit: Int = AutomatonLimit.defaultStates
  ) throws(AutomatonLimit) -> Automaton {
    try literals([text], limit: limit)
  }

  /// The set of the given texts.
  ///
  /// - Throws: ``AutomatonLimit`` where the texts need more states than the cap.
  /// - Complexity: O(*n* log *n*), where *n* is the number of code points of all texts.
  package static func literals(
    _ texts: [String], limit: Int = AutomatonLimit.defaultStates
  ) throws(AutomatonLimit) -> Automaton {
    if texts.isEmpty { return .nothing }
    var used: Set<UInt32> = []
    for text in texts { for scalar in text.unicodeScalars { used.insert(scalar.value) } }
    // Class 0 collects what occurs in no text.
    let alphabet = used.sorted()
    var sets = alphabet.map { CodePointSet($0) }
    if sets.isEmpty { sets = [.none] }
    let partition = try CodePointClasses.separating(sets)
    let width = partition.classes.count
    var next = [Int32](repeating: 0, count: 2 * width)
    var accepting = [false, false]
    for text in texts {
      var state = 1
      for scalar in text.unicodeScalars {
        let place = state * width + partition.classes.classOf(scalar.value)
        if next[place] == 0 {
          if accepting.count > limit { throw AutomatonLimit(.states, limit: limit) }
          if (accepting.count + 1) * width > AutomatonLimit.transitions {
            throw AutomatonLimit(.transitions, limit: AutomatonLimit.transitions)
          }
          next[place] = Int32(accepting.count)
          accepting.append(false)
          next += [Int32](repeating: 0, count: width)
        }
        state = Int(next[place])
      }
      accepting[state] = true
    }
    return Automaton(
      TransitionTable(classes: partition.classes, next: next, accepting: accepting, initial: 1))
  }

  /// The texts with so many code points; no upper bound where `upper` is `nil`.
  ///
  /// - Throws: ``AutomatonLimit`` where the bounds need more states than the cap.
  package static func lengths(
    _ lower: Int, _ upper: Int?, limit: Int = AutomatonLimit.defaultStates
  ) throws(AutomatonLimit) -> Automaton {
    let lower = max(lower, 0)
    if let upper, upper < lower { return .nothing }
    let last = upper ?? lower
    if last >= limit { throw AutomatonLimit(.states, limit: limit) }
    var next = (0...last).map { Int32($0 + 1) }
    var accepting = (0...last).map { $0 >= lower }
    if upper == nil {
      next[last] = Int32(last)
    } else {
      next.append(Int32(last + 1))
      accepting.append(false)
    }
    // Minimal and canonical as it stands, but for the cases in which everything is accepted.
    let table = TransitionTable(classes: .single, next: next, accepting: accepting, initial: 0)
    return Automaton(minimal: table)
  }

  /// The texts of one code point out of a set.
  package static func character(in set: CodePointSet) -> Automaton {
    if set.isEmpty { return .nothing }
    var starts = set.boundaries.filter { $0 != CodePointSet.end }
    if starts.first != 0 { starts.insert(0, at: 0) }
    let classes = CodePointClasses(starts: starts, classes: starts.indices.map { Int32($0 % 2) })
    let member = classes.classOf(set.boundaries[0])
    var next = [Int32](repeating: 2, count: 3 * classes.count)
    next[member] = 1
    return Automaton(
      TransitionTable(classes: classes, next: next, accepting: [false, true, false], initial: 0))
  }
}
