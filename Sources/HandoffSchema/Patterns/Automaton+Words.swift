extension Automaton {
  /// A shortest text with a number of code points in the given range, the most readable one of them.
  ///
  /// - Throws: ``AutomatonLimit`` where the lower bound times the number of states is out of reach.
  /// - Complexity: O(*t* (*m* + 1)), where *t* is the number of transitions and *m* the lower bound.
  package func shortestWord(
    minLength: Int = 0, maxLength: Int? = nil
  ) throws(AutomatonLimit) -> String? {
    guard let plan = try LengthPlan(self, minLength: minLength) else { return nil }
    var state = Int(table.initial)
    guard var left = plan.rest(from: state, at: 0), left <= maxLength ?? .max else { return nil }
    let choices = WordChoices(self)
    var word = String.UnicodeScalarView()
    var position = 0
    while left > 0 {
      for edge in choices.edges(from: state) where plan.rest(from: edge.target, at: position + 1) == left - 1
      {
        word.append(choices.classes[edge.label][0])
        state = edge.target
        break
      }
      position += 1
      left -= 1
    }
    return String(word)
  }

  /// The first texts, shorter ones first and the more readable ones first among those of one length.
  ///
  /// - Parameters:
  ///   - count: How many texts are wanted.
  ///   - minLength: The least number of code points.
  ///   - maxLength: The greatest number of code points; none where it is `nil`.
  /// - Returns: As many texts as there are, at most `count`.
  /// - Throws: ``AutomatonLimit`` where the lengths times the number of states are out of reach.
  package func words(
    _ count: Int, minLength: Int = 0, maxLength: Int? = nil
  ) throws(AutomatonLimit) -> [String] {
    guard count > 0, let range = lengthRange else { return [] }
    let choices = WordChoices(self)
    var result: [String] = []
    let upper = min(maxLength ?? .max, range.max ?? .max)
    var exact = try ExactLengths(self)
    var length = max(minLength, range.min)
    // Lengths at which nothing is accepted follow each other at most once round all states.
    var misses = 0
    while length <= upper, result.count < count, misses <= stateCount {
      if try exact.accepts(length, from: Int(table.initial)) {
        misses = 0
        try collect(&result, count: count, length: length, choices, &exact)
      } else {
        misses += 1
      }
      length += 1
    }
    return result
  }

  // Depth-first over the texts of one length; every branch taken leads to a text.
  private func collect(
    _ result: inout [String], count: Int, length: Int, _ choices: WordChoices, _ exact: inout ExactLengths
  ) throws(AutomatonLimit) {
    var path: [(state: Int, edge: Int, character: Int)] = [(Int(table.initial), 0, 0)]
    var word: [Unicode.Scalar] = []
    while let (state, edgeIndex, character) = path.last {
      let depth = path.count - 1
      if depth == length {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: word)
        result.append(String(text))
        if result.count == count { return }
        path.removeLast()
        if !word.isEmpty { word.removeLast() }
        continue
      }
      guard edgeIndex < choices.spanCount else {
        path.removeLast()
        if !word.isEmpty { word.removeLast() }
        continue
      }
      let edge = choices.spanEdge(edgeIndex, from: state)
      let leadsToText = try exact.accepts(length - depth - 1, from: edge.target)
      if character >= edge.range.count || !leadsToText {
        path[path.count - 1] = (state, edgeIndex + 1, 0)
        continue
      }
      path[path.count - 1].character += 1
      word.append(Unicode.Scalar(edge.range.lowerBound + UInt32(character)) ?? "?")
      path.append((edge.target, 0, 0))
    }
  }
}

/// Which states accept a text of exactly so many code points.
private struct ExactLengths {
  private let table: TransitionTable
  private var rows: [[Bool]]

  init(_ automaton: Automaton) throws(AutomatonLimit) {
    table = automaton.table
    rows = [automaton.table.accepting]
  }

  mutating func accepts(_ length: Int, from state: Int) throws(AutomatonLimit) -> Bool {
    let width = table.classes.count
    while rows.count <= length {
      if rows.count * table.next.count > 8 * AutomatonLimit.transitions {
        throw AutomatonLimit(.steps, limit: 8 * AutomatonLimit.transitions)
      }
      let last = rows[rows.count - 1]
      rows.append(
        (0..<table.stateCount).map { state in
          table.next[state * width..<(state + 1) * width].contains { last[Int($0)] }
        })
    }
    return rows[length][state]
  }
}
