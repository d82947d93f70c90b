package import HandoffContracts

/// One set of agents among which work can circulate: a strongly connected component of the handoffs that a run
/// may take for ever.
package struct HandoffLoop: Sendable {
  /// What ends the loop, if anything.
  package enum Ending: Sendable, Hashable {
    /// No finish and no human can be reached from it.
    case nothing
    /// There is a way out, but nothing forces a run to take it.
    case choice
    /// Only the limit on the whole run stops it.
    case runLimit
  }

  /// The agent that is declared first.
  package var first: AgentIndex
  /// The agents in declaration order.
  package var agents: [AgentIndex]
  /// The positions of the edges among them, in declaration order of their senders.
  package var edges: [Int32]
  /// A shortest loop as positions of edges, from its first-declared agent on.
  package var lap: [Int32]
  /// Whether an entry leads to it.
  package var isReached: Bool
  package var ending: Ending
}
