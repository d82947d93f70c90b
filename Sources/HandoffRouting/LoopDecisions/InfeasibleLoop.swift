package import HandoffContracts

/// A set of agents that lie on cycles of handoffs in which no payload can circulate.
package struct InfeasibleLoop: Sendable {
  /// In declaration order.
  package var agents: [AgentIndex]
  /// The positions of the edges among them.
  package var edges: [Int32]
  /// What stands in the way, in words, one line for each guard.
  package var conflicts: [String]
  package var certificate: LoopCertificate
  let model: LoopModel
}
