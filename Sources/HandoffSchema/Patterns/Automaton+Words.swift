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

/// The edges of every state in readable order.
struct WordChoices {
  /// The code points of every class.
  let classes: [ReadableClass]
  private let order: [Int]
  private let spans: [(label: Int, range: Range<UInt32>)]
  private let table: TransitionTable

  init(_ automaton: Automaton) {
    table = automaton.table
    let members = table.classes.members
    classes = members.map { ReadableClass($0) }
    let ranks = classes.map(\.rank)
    order = ranks.indices.sorted { ranks[$0] < ranks[$1] }
    // Spans of one class follow each other in readable order; spans of all classes are merged the same way.
    var spans: [(label: Int, range: Range<UInt32>)] = []
    for span in ReadableOrder.spans {
      var index = table.classes.interval(of: span.lowerBound)
      while index < table.classes.starts.count, table.classes.starts[index] < span.upperBound {
        let range = table.classes.range(at: index).clamped(to: span)
        if !range.isEmpty { spans.append((Int(table.classes.classes[index]), range)) }
        index += 1
      }
    }
    self.spans = spans
  }

  /// The edges of a state, one for every class, the class with the most readable member first.
  func edges(from state: Int) -> some Sequence<(label: Int, target: Int)> {
    order.lazy.map { (label: $0, target: Int(table.next[state * table.classes.count + $0])) }
  }

  /// How many spans of code points, each of one class and in readable order, there are.
  var spanCount: Int { spans.count }

  /// The edge of a state for one of these spans.
  func spanEdge(_ index: Int, from state: Int) -> (range: Range<UInt32>, target: Int) {
    let span = spans[index]
    return (span.range, Int(table.next[state * table.classes.count + span.label]))
  }
}

/// For every state and place before the lower bound on the length: how many code points are still needed.
struct LengthPlan {
  private var rows: [[Int?]]

  /// - Returns: `nil` where no text is long enough.
  init?(_ automaton: Automaton, minLength: Int) throws(AutomatonLimit) {
    let table = automaton.table
    let width = table.classes.count
    var row = automaton.distances()
    rows = [row]
    let (size, overflow) = max(minLength, 0).multipliedReportingOverflow(by: automaton.stateCount * width)
    if overflow || size > 8 * AutomatonLimit.transitions {
      throw AutomatonLimit(.steps, limit: 8 * AutomatonLimit.transitions)
    }
    for _ in 0..<max(minLength, 0) {
      row = (0..<automaton.stateCount).map { state in
        var least: Int?
        for target in table.next[state * width..<(state + 1) * width] {
          if let rest = row[Int(target)] { least = min(least ?? .max, rest + 1) }
        }
        return least
      }
      rows.append(row)
    }
    rows.reverse()
    if rows[0][Int(table.initial)] == nil { return nil }
  }

  /// The least number of code points after `position` that end in a text that is long enough.
  func rest(from state: Int, at position: Int) -> Int? {
    rows[min(position, rows.count - 1)][state]
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
