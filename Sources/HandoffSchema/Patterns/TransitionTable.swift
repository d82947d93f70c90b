/// A complete deterministic automaton as a plain table, not yet minimal.
struct TransitionTable: Sendable, Hashable {
  var classes: CodePointClasses
  /// The state after a code point of a class: row by row, one row a state.
  var next: [Int32]
  var accepting: [Bool]
  var initial: Int32

  var stateCount: Int { accepting.count }
}
