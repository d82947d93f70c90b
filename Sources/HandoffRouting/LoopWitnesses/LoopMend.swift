package import HandoffContracts

/// A change that makes an end of a loop; verified by deciding the loop again with it.
package enum LoopMend: Sendable, Hashable {
  /// Limits on these handoffs, each with a handoff on the limit that leads out.
  case handoffs([HandoffIndex])
  /// A limit on the visits to an agent, with a handoff on the limit that leads out.
  case agent(AgentIndex)
  /// A limit on the visits to every agent of the loop.
  case everyAgent
}
