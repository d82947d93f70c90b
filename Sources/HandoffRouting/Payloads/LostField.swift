package import HandoffContracts
package import HandoffSchema

/// A member that somebody sends and somebody further on needs, and that an agent between them does not pass on.
package struct LostField: Sendable, Hashable {
  /// The member, as the agent that needs it calls it.
  package var pointer: JSONPointer
  /// The agent that needs it.
  package var needer: AgentIndex
  /// The agent that does not pass it on.
  package var loser: AgentIndex
  /// The agent whose contract names it; `nil` where it comes with the run's input.
  package var source: AgentIndex?
  /// From the source, or from the entry, through the loser to the agent that needs it.
  package var way: [HandoffIndex]
  /// Whether no output of the loser can have the member; otherwise it is neither kept nor named by its contract.
  package var isExcluded: Bool
}
