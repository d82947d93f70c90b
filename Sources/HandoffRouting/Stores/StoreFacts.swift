package import HandoffContracts

/// What is known of the use of one store.
package struct StoreFacts: Sendable {
  /// Two agents that can meet at a store.
  package struct Race: Sendable, Hashable {
    package var writer: AgentIndex
    package var other: AgentIndex
    package var otherWrites: Bool
    /// The handoffs that open their branches, the writer's first.
    package var handoffs: [HandoffIndex]
  }

  /// Who reads and writes it.
  package var use: StoreUse
  /// The first race at it, one of two writers before one of a writer and a reader.
  package var race: Race?
  /// The readers that no way leads to from a writer, and none of which works beside one; in declaration order.
  package var uninformed: [AgentIndex] = []
}
