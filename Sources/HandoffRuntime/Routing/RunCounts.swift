public import HandoffContracts

/// How often each handoff was taken and each agent visited in a run so far; what limits are held against.
public struct RunCounts: Sendable, Hashable {
  /// How often each handoff was taken; 0 where absent.
  public var handoffs: [HandoffIndex: Int]
  /// How often each agent was visited; 0 where absent.
  ///
  /// Whoever runs agents with ``Agent/limitResets`` sets their count back when control leaves.
  public var visits: [AgentIndex: Int]

  /// Begins with counts, by default those of a run that has not begun.
  public init(handoffs: [HandoffIndex: Int] = [:], visits: [AgentIndex: Int] = [:]) {
    self.handoffs = handoffs
    self.visits = visits
  }

  /// The number of handoffs taken; `Int.max` where it is more.
  public var taken: Int {
    handoffs.values.reduce(0) { sum, count in
      let (result, overflows) = sum.addingReportingOverflow(count)
      return overflows ? .max : result
    }
  }

  /// Counts a handoff that is taken; beyond `Int.max` nothing is counted.
  public mutating func take(_ handoff: HandoffIndex) {
    let count = handoffs[handoff, default: 0]
    handoffs[handoff] = count == .max ? count : count + 1
  }

  /// Counts a visit that begins; beyond `Int.max` nothing is counted.
  public mutating func visit(_ agent: AgentIndex) {
    let count = visits[agent, default: 0]
    visits[agent] = count == .max ? count : count + 1
  }
}
