import HandoffContracts
import HandoffTraffic

/// Looks for the smallest change after which nothing circulates in a loop any more.
///
/// Whatever is limited must lie on every lap: so a lap is found, each of its handoffs tried, and the loop decided again.
struct LoopMender {
  /// A lap that is possible without some handoffs.
  struct Lap {
    /// None where there is no lap.
    var handoffs: [HandoffIndex]
    /// Whether it stays possible whatever else is taken away: nothing comes back on it that was given elsewhere.
    var standsAlone: Bool

    fileprivate func isLeft(without removed: Set<HandoffIndex>) -> Bool {
      standsAlone && !handoffs.isEmpty && !handoffs.contains(where: removed.contains)
    }
  }

  /// A lap that is possible without some handoffs; `nil` where that could not be decided.
  let lap: (_ without: Set<HandoffIndex>) -> Lap?
  /// The agents of a lap, and what is taken away by limiting their visits; `nil` for one whose limit leads on.
  let agents: [(agent: AgentIndex, handoffs: Set<HandoffIndex>)]
  /// Whether a limit on a handoff with a handoff on the limit beside it makes an end of it.
  let canBeLimited: (HandoffIndex) -> Bool
  let agentCount: Int

  /// In loops of more agents only one handoff is looked for.
  private static let exactUpTo = 20
  private static let decisionLimit = 32

  /// What was found out so far.
  private struct Memory {
    var decisions = 0
    var known: [Set<HandoffIndex>: Lap?] = [:]
    var tried: Set<Set<HandoffIndex>> = []

    /// Whether some lap that was found is left without some handoffs.
    func hasLap(without removed: Set<HandoffIndex>) -> Bool {
      known.values.contains { $0?.isLeft(without: removed) ?? false }
    }
  }

  /// Finds the change.
  func mend() -> LoopMend {
    var memory = Memory()
    for size in 1...(agentCount <= Self.exactUpTo ? 3 : 1) {
      memory.tried = []
      if let found = search([], size, &memory) { return .handoffs(found.sorted()) }
    }
    for (agent, handoffs) in agents.suffix(8) where !memory.hasLap(without: handoffs) {
      if lap(handoffs)?.handoffs.isEmpty == true { return .agent(agent) }
    }
    return .everyAgent
  }

  private func search(
    _ limited: Set<HandoffIndex>, _ left: Int, _ memory: inout Memory
  ) -> Set<HandoffIndex>? {
    guard memory.tried.insert(limited).inserted, memory.decisions < Self.decisionLimit else { return nil }
    memory.decisions += 1
    // Where nothing more may be limited, it does not matter which lap is left.
    if left == 0, memory.known[limited] == nil, memory.hasLap(without: limited) { return nil }
    // What was looked at for fewer handoffs is not decided again.
    let found = memory.known[limited] ?? lap(limited)
    memory.known[limited] = .some(found)
    guard let lap = found else { return nil }
    if lap.handoffs.isEmpty { return limited }
    guard left > 0 else { return nil }
    // The one that closes the lap is the natural one to limit.
    for handoff in lap.handoffs.reversed().prefix(64) where canBeLimited(handoff) {
      if let found = search(limited.union([handoff]), left - 1, &memory) { return found }
    }
    return nil
  }
}

extension Traffic {
  /// Whether an exhausted handoff of an agent is taken out of a loop, with a handoff on the limit beside it where there is
  /// none.
  ///
  /// One that is there already is taken first, so it must lead out, and always.
  func leadsOutAtLimit(_ agent: AgentIndex, of isMember: (AgentIndex) -> Bool) -> Bool {
    let first = index.handoffs(from: agent).first {
      structure.traits(of: $0).trigger == .limit && !structure.traits(of: $0).isUnknown
    }
    guard let first else { return true }
    guard structure.standing(of: first) == .live, structure.traits(of: first).isUnconditional,
      let target = index.target(of: first)
    else { return false }
    return !isMember(target)
  }
}
