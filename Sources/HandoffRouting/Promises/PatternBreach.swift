import HandoffContracts
import HandoffTraffic

/// A promise of a pattern that the handoffs do not keep.
struct PatternBreach: Sendable {
  /// What is promised and not kept.
  enum Promise: Sendable, Hashable {
    /// A worker gives control back to whoever called it.
    case workerReturns
    /// A worker hands on to nobody outside.
    case workerStays
    /// A line: one way in, one way out, and never back.
    case line
    /// Work does not go round among peers unless something decides that it may.
    case guardedPeers
  }

  var promise: Promise
  /// In declaration order.
  var agents: [AgentIndex]
  /// In declaration order.
  var handoffs: [HandoffIndex]
}

extension RoutingFacts {
  /// The promises of patterns that are not kept, supervisors first.
  ///
  /// That delegation is bounded is what the rules about loops say, and that a pipeline drops nothing that is needed is what
  /// `field-lost` says.
  ///
  /// - Complexity: O(*agents* + *handoffs*).
  var patternBreaches: [PatternBreach] {
    supervisorBreaches + pipelineBreaches + peerBreaches
  }

  private var supervisorBreaches: [PatternBreach] {
    var found: [PatternBreach] = []
    for handoff in handoffs(of: .supervisor) {
      guard let supervisor = sender(of: handoff), let worker = receiver(of: handoff),
        !role(of: worker).isHuman, !role(of: worker).hasUnknownHandoffs
      else { continue }
      // Handing on to the caller is another way of giving back.
      let onward = index.handoffs(from: worker).filter {
        traits(of: $0).trigger == .output && standing(of: $0) == .live
      }
      let comesBack = structure.returns(handoff) || onward.contains { receiver(of: $0) == supervisor }
      guard comesBack else {
        found.append(
          PatternBreach(promise: .workerReturns, agents: ends(of: handoff), handoffs: [handoff]))
        continue
      }
      let leaving = onward.filter { leavesTeam($0, of: supervisor) }
      guard !leaving.isEmpty else { continue }
      let agents = Set(ends(of: handoff) + leaving.compactMap { receiver(of: $0) }).sorted()
      found.append(PatternBreach(promise: .workerStays, agents: agents, handoffs: [handoff] + leaving))
    }
    return found
  }

  /// Whether a worker's handoff gives work to an agent that neither gives it back nor belongs to the same supervisor.
  private func leavesTeam(_ handoff: HandoffIndex, of supervisor: AgentIndex) -> Bool {
    guard let target = receiver(of: handoff), target != supervisor, target != sender(of: handoff),
      !traits(of: handoff).isReturning, !role(of: target).isHuman
    else { return false }
    return !index.handoffs(from: supervisor).contains {
      receiver(of: $0) == target && system[$0].pattern == .supervisor
    }
  }

  private var pipelineBreaches: [PatternBreach] {
    groups(of: handoffs(of: .pipeline)).compactMap { group in
      var next: [AgentIndex: AgentIndex] = [:]
      var previous: [AgentIndex: AgentIndex] = [:]
      var crooked: Set<AgentIndex> = []
      for handoff in group.handoffs {
        guard let sender = sender(of: handoff), let receiver = receiver(of: handoff) else { continue }
        // Branches that are taken together, and those that a join waits for, are one stage.
        let isParallel = system[handoff].parallel != nil
        if !isParallel, let known = next[sender], known != receiver { crooked.insert(sender) }
        if !isJoin(receiver), let known = previous[receiver], known != sender { crooked.insert(receiver) }
        next[sender] = receiver
        previous[receiver] = sender
      }
      // Nobody begins a ring.
      if crooked.isEmpty, group.agents.allSatisfy({ previous[$0] != nil }) { crooked = Set(group.agents) }
      guard !crooked.isEmpty else { return nil }
      let handoffs = group.handoffs.filter { handoff in
        ends(of: handoff).contains(where: crooked.contains)
      }
      return PatternBreach(promise: .line, agents: crooked.sorted(), handoffs: handoffs)
    }
  }

  private func isJoin(_ agent: AgentIndex) -> Bool { system[agent].join != nil }

  private var peerBreaches: [PatternBreach] {
    let free = handoffs(of: .peer).filter { handoff in
      let traits = traits(of: handoff)
      return !traits.isGuarded && !traits.isConditional && !traits.isLimited
        && !(sender(of: handoff).map { role(of: $0).hasBindingLimit } ?? false)
    }
    guard !free.isEmpty else { return [] }
    let edges = free.compactMap { handoff in
      sender(of: handoff).flatMap { from in
        receiver(of: handoff).map { (from: from.rawValue, to: $0.rawValue) }
      }
    }
    let components = StrongComponents(of: Adjacency(vertexCount: system.agents.count, edges: edges))
    var inside: [Int32: [HandoffIndex]] = [:]
    var order: [Int32] = []
    for handoff in free {
      guard let sender = sender(of: handoff), let receiver = receiver(of: handoff) else { continue }
      let component = components.component[sender.rawValue]
      guard component == components.component[receiver.rawValue] else { continue }
      if inside[component] == nil { order.append(component) }
      inside[component, default: []].append(handoff)
    }
    return order.compactMap { component in
      guard let handoffs = inside[component] else { return nil }
      let agents = Set(handoffs.flatMap { ends(of: $0) }).sorted()
      return PatternBreach(promise: .guardedPeers, agents: agents, handoffs: handoffs)
    }
  }
}
