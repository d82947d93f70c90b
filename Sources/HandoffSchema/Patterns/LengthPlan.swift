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
