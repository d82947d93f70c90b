/// A cap that the construction of an automaton met; the question is then undecided.
package struct AutomatonLimit: Error, Sendable, Hashable, CustomStringConvertible {
  /// What there would be too many of.
  package enum Resource: String, Sendable, Hashable {
    case states
    case transitions
    case steps
  }

  /// What there would be too many of.
  package var resource: Resource
  /// The largest number that was allowed.
  package var limit: Int

  /// Names a cap.
  package init(_ resource: Resource, limit: Int) {
    self.resource = resource
    self.limit = limit
  }

  package var description: String { "the automaton needs more than \(limit) \(resource.rawValue)" }

  /// The most states of an automaton, unless a caller says otherwise.
  package static let defaultStates = 50_000
  /// The most table entries of an automaton.
  package static let transitions = 4_000_000
}
