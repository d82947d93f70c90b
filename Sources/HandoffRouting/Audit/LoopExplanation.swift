import HandoffContracts

/// A cycle of handoffs that no payload can take round and round, and why.
public struct LoopExplanation: Sendable, Hashable {
  /// The agents on the cycle, in declaration order.
  public var agents: [String]
  /// The names of the handoffs among them.
  public var handoffs: [String]
  /// What stands in the way, one sentence for each.
  public var conflicts: [String]
  /// Whether a checker that knows nothing of the analysis accepted the proof.
  public var isChecked: Bool
}

extension RoutingFacts {
  /// Why no payload can circulate where handoffs alone would let it, in declaration order.
  package var loopExplanations: [LoopExplanation] {
    infeasibleLoops.map { loop in
      LoopExplanation(
        agents: loop.agents.map { system[$0].name }, handoffs: loop.edges.map { name(ofEdge: $0) },
        conflicts: loop.conflicts, isChecked: CertificateChecker.accepts(loop))
    }
  }
}
