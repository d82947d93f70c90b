/// The compiled form of a pattern for matching: immutable, made once and shared.
///
/// A deterministic automaton whose rows are the states and whose columns are the classes of code points; where
/// that would be too large, a simulation of all threads. Both take time linear in the text, and the table
/// allocates nothing.
package final class PatternMatcher: Sendable {
  /// The most states of a table; more are simulated.
  private static let stateLimit = 10_000
  private static let workLimit = 4_000_000

  private let table: MatchTable?
  private let simulation: PatternSimulation?

  init(_ expression: PatternExpression) {
    if let table = try? expression.deterministic(stateLimit: Self.stateLimit, workLimit: Self.workLimit) {
      self.table = MatchTable(table)
      simulation = nil
    } else {
      table = nil
      simulation = PatternSimulation(expression)
    }
  }

  /// A matcher that runs all threads whatever the size of the table would be, for comparison.
  ///
  /// `leastBits` is the fewest steps of an expression whose threads run side by side in words.
  package init(simulating pattern: Pattern, leastBits: Int) {
    table = nil
    simulation = PatternSimulation(pattern.expression, leastBits: leastBits)
  }

  /// How many steps the simulation takes over a text; 0 where there is a table, which takes one a code point.
  package func simulationSteps(on text: String) -> Int {
    var steps = 0
    var copy = text
    copy.withUTF8 { _ = simulation?.matches($0, countingInto: &steps) }
    return steps
  }

  /// Whether texts are matched by table rather than by simulation.
  package var isDeterministic: Bool { table != nil }

  /// Says whether the expression matches somewhere in the text, which is valid UTF-8.
  ///
  /// - Complexity: O(*n*), where *n* is the number of bytes.
  package func matches(utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    if let table { return table.matches(utf8) }
    return simulation?.matches(utf8) ?? false
  }

  /// Says whether the expression matches somewhere in the text.
  ///
  /// - Complexity: O(*n*), where *n* is the number of bytes.
  package func matches(_ text: String) -> Bool {
    if let result = text.utf8.withContiguousStorageIfAvailable({ matches(utf8: $0) }) { return result }
    var copy = text
    return copy.withUTF8 { matches(utf8: $0) }
  }
}
