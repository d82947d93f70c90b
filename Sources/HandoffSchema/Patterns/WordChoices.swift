/// The edges of every state in readable order.
struct WordChoices {
  /// The code points of every class.
  let classes: [ReadableClass]
  /// The classes, the one with the most readable member first.
  let order: [Int]
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
