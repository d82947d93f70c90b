/// Draws texts of one automaton; prepared once for many texts.
package struct WordSampler: Sendable {
  private let automaton: Automaton
  private let plan: LengthPlan
  private let choices: WordChoices

  /// Prepares for texts with at least so many code points.
  ///
  /// - Returns: `nil` where no text is long enough.
  /// - Throws: ``AutomatonLimit`` where the lower bound times the number of states is out of reach.
  package init?(_ automaton: Automaton, minLength: Int = 0) throws(AutomatonLimit) {
    self.automaton = automaton
    guard let plan = try LengthPlan(automaton, minLength: minLength) else { return nil }
    self.plan = plan
    choices = WordChoices(automaton)
  }

  /// Draws a text; see ``Automaton/sample(minLength:maxLength:choose:)``.
  package func sample(maxLength: Int, choose: (Int) -> Int) -> String? {
    let table = automaton.table
    let width = table.classes.count
    let order = choices.order
    var state = Int(table.initial)
    guard let shortest = plan.rest(from: state, at: 0), shortest <= maxLength else { return nil }
    var word = String.UnicodeScalarView()
    var position = 0
    var edges: [(label: Int, target: Int, rest: Int)] = []
    while true {
      let needed = plan.rest(from: state, at: position) ?? 0
      edges.removeAll(keepingCapacity: true)
      for label in order {
        let target = Int(table.next[state * width + label])
        guard let rest = plan.rest(from: target, at: position + 1) else { continue }
        if position + 1 + rest <= maxLength { edges.append((label, target, rest)) }
      }
      if needed == 0 {
        if edges.isEmpty || choose(4) == 0 { return String(word) }
      } else if let simplest = edges.firstIndex(where: { $0.rest == needed - 1 }), simplest > 0 {
        // Choice 0 must lead to an end by the shortest way.
        edges.insert(edges.remove(at: simplest), at: 0)
      }
      let edge = edges[edges.count == 1 ? 0 : choose(edges.count)]
      word.append(character(of: choices.classes[edge.label], choose))
      state = edge.target
      position += 1
    }
  }

  // Mostly printable ASCII where the class has it: a payload that people can read finds the same defects.
  private func character(of readable: ReadableClass, _ choose: (Int) -> Int) -> Unicode.Scalar {
    let plain = readable.plainCount
    if plain == readable.count || (plain > 0 && choose(8) < 7) {
      return readable[plain == 1 ? 0 : choose(plain)]
    }
    let rest = readable.count - plain
    return readable[plain + (rest == 1 ? 0 : choose(rest))]
  }
}
