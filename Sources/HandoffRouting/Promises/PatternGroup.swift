import HandoffContracts
import HandoffTraffic

/// The agents that handoffs of one pattern connect, and the handoffs among them.
struct PatternGroup: Sendable {
  /// In declaration order.
  var agents: [AgentIndex]
  /// In declaration order.
  var handoffs: [HandoffIndex]
}

extension RoutingFacts {
  /// The handoffs of a pattern that carry outputs between two agents, in declaration order.
  func handoffs(of pattern: Handoff.Pattern) -> [HandoffIndex] {
    system.handoffIndices.filter { handoff in
      guard let sender = sender(of: handoff), let receiver = receiver(of: handoff), sender != receiver else {
        return false
      }
      return traits(of: handoff).trigger == .output && standing(of: handoff) == .live
        && system[handoff].pattern == pattern
    }
  }

  /// The connected groups of some handoffs, ordered by their first agents.
  func groups(of handoffs: [HandoffIndex]) -> [PatternGroup] {
    var parent = [Int32](repeating: -1, count: handoffs.isEmpty ? 0 : system.agents.count)
    func root(_ agent: Int) -> Int {
      var here = agent
      while parent[here] >= 0 { here = Int(parent[here]) }
      // The way is shortened, so that long chains stay cheap.
      var next = agent
      while parent[next] >= 0 {
        let further = Int(parent[next])
        parent[next] = Int32(here)
        next = further
      }
      return here
    }
    for handoff in handoffs {
      guard let sender = sender(of: handoff), let receiver = receiver(of: handoff) else { continue }
      let (one, other) = (root(sender.rawValue), root(receiver.rawValue))
      if one != other { parent[max(one, other)] = Int32(min(one, other)) }
    }
    var places: [Int: Int] = [:]
    var groups: [PatternGroup] = []
    for handoff in handoffs {
      guard let sender = sender(of: handoff) else { continue }
      let root = root(sender.rawValue)
      if places[root] == nil {
        places[root] = groups.count
        groups.append(PatternGroup(agents: [], handoffs: []))
      }
      groups[places[root] ?? 0].handoffs.append(handoff)
    }
    for place in groups.indices {
      groups[place].agents = Set(groups[place].handoffs.flatMap { ends(of: $0) }).sorted()
    }
    return groups.sorted { ($0.agents.first ?? AgentIndex(0)) < ($1.agents.first ?? AgentIndex(0)) }
  }
}
