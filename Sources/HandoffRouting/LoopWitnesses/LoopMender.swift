import HandoffContracts
import HandoffTraffic

/// Looks for the smallest change after which nothing circulates in a loop any more.
///
/// Whatever is limited must lie on every lap: so a lap is found, each of its handoffs tried, and the loop decided again.
struct LoopMender {
  /// The handoffs of a lap that is possible without some handoffs; none where there is no lap; `nil` where that could not
  /// be decided.
  let lap: (_ without: Set<HandoffIndex>) -> [HandoffIndex]?
  /// The agents of a lap, and what is taken away by limiting their visits; `nil` for one whose limit leads on.
  let agents: [(agent: AgentIndex, handoffs: Set<HandoffIndex>)]
  /// Whether a limit on a handoff with a handoff on the limit beside it makes an end of it.
  let canBeLimited: (HandoffIndex) -> Bool
  let agentCount: Int

  /// In loops of more agents only one handoff is looked for.
  private static let exactUpTo = 20
  private static let decisionLimit = 32

  /// Finds the change.
  func mend() -> LoopMend {
    var decisions = 0
    var known: [Set<HandoffIndex>: [HandoffIndex]?] = [:]
    for size in 1...(agentCount <= Self.exactUpTo ? 3 : 1) {
      var tried: Set<Set<HandoffIndex>> = []
      if let found = search([], size, &tried, &decisions, &known) { return .handoffs(found.sorted()) }
    }
    for (agent, handoffs) in agents.suffix(8) where lap(handoffs)?.isEmpty == true { return .agent(agent) }
    return .everyAgent
  }

  private func search(
    _ limited: Set<HandoffIndex>, _ left: Int, _ tried: inout Set<Set<HandoffIndex>>, _ decisions: inout Int,
    _ known: inout [Set<HandoffIndex>: [HandoffIndex]?]
  ) -> Set<HandoffIndex>? {
    guard tried.insert(limited).inserted, decisions < Self.decisionLimit else { return nil }
    decisions += 1
    // What was looked at for fewer handoffs is not decided again.
    let found = known[limited] ?? lap(limited)
    known[limited] = .some(found)
    guard let lap = found else { return nil }
    if lap.isEmpty { return limited }
    guard left > 0 else { return nil }
    // The one that closes the lap is the natural one to limit.
    for handoff in lap.reversed().prefix(64) where canBeLimited(handoff) {
      if let found = search(limited.union([handoff]), left - 1, &tried, &decisions, &known) { return found }
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
