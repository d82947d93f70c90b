import HandoffContracts
import HandoffTraffic

/// Tells where it makes a difference how often handoffs were taken before, as far as the declaration shows it.
struct LimitReliance {
  private let structure: SystemStructure
  /// By agent its first handoff with a limit.
  private var firstLimited: [AgentIndex: HandoffIndex] = [:]

  init(_ traffic: Traffic) {
    structure = traffic.structure
    for handoff in traffic.system.handoffIndices where structure.traits(of: handoff).isLimited {
      guard let sender = traffic.index.source(of: handoff), firstLimited[sender] == nil else { continue }
      firstLimited[sender] = handoff
    }
  }

  /// Whether a handoff with a limit may keep an agent's other handoffs from being taken for as long as it is not spent.
  func mayDivert(_ agent: AgentIndex) -> Bool {
    firstLimited[agent] != nil && structure.role(of: agent).takesFirstMatch
  }

  /// Whether a handoff may be one that is taken only once limits are reached.
  func isNeeded(_ handoff: HandoffIndex, of sender: AgentIndex) -> Bool {
    if structure.traits(of: handoff).trigger == .limit { return true }
    guard mayDivert(sender), let first = firstLimited[sender] else { return false }
    return first < handoff
  }
}
