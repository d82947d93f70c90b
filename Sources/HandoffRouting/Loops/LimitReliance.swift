import HandoffContracts
import HandoffTraffic

/// Tells where it makes a difference how often handoffs were taken before, as far as the declaration shows it.
struct LimitReliance {
  private let traffic: Traffic

  init(_ traffic: Traffic) {
    self.traffic = traffic
  }

  /// Whether a handoff with a limit may keep an agent's other handoffs from being taken for as long as it is not spent.
  func mayDivert(_ agent: AgentIndex) -> Bool {
    traffic.structure.role(of: agent).takesFirstMatch
      && traffic.index.handoffs(from: agent).contains { traffic.structure.traits(of: $0).isLimited }
  }

  /// Whether a handoff may be one that is taken only once limits are reached.
  func isNeeded(_ handoff: HandoffIndex, of sender: AgentIndex) -> Bool {
    if traffic.structure.traits(of: handoff).trigger == .limit { return true }
    return mayDivert(sender)
      && traffic.index.handoffs(from: sender).contains {
        $0 < handoff && traffic.structure.traits(of: $0).isLimited
      }
  }
}
