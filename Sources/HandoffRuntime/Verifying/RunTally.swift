import HandoffContracts

/// What is kept of one run while its records come in.
struct RunTally {
  /// The most handoffs of one run in whose order laps are looked for.
  static let lapMemory = 100_000

  private(set) var handoffs: [HandoffIndex: Int] = [:]
  private var visits: [AgentIndex: Int] = [:]
  private(set) var taken = 0
  private var steps = 0
  /// The run's name.
  let trace: String
  /// The handoffs in the order in which they were taken, and where that stands.
  private(set) var order: [HandoffIndex] = []
  private var lines: [SourceLocation?] = []
  private(set) var isCut = false

  init(trace: String) {
    self.trace = trace
  }

  mutating func take(_ handoff: HandoffIndex, at location: SourceLocation?) -> Int {
    taken += 1
    if order.count < Self.lapMemory {
      order.append(handoff)
      lines.append(location)
    } else {
      isCut = true
    }
    handoffs[handoff, default: 0] += 1
    return handoffs[handoff, default: 0]
  }

  /// The number of the next handoff, from 1; the way back of one counts.
  mutating func step() -> Int {
    steps += 1
    return steps
  }

  /// Counts an arrival.
  mutating func visit(_ agent: AgentIndex) { visits[agent, default: 0] += 1 }

  /// How often an agent was visited by the time that it leaves; what starts the run arrives without a record.
  mutating func visitsOnLeaving(_ agent: AgentIndex) -> Int {
    if visits[agent] == nil { visits[agent] = 1 }
    return visits[agent, default: 1]
  }

  /// A lap that was gone again and again.
  struct Lap {
    var handoffs: [HandoffIndex]
    var times: Int
    var location: SourceLocation?
  }

  /// The longest lap of handoffs that is told.
  static let longestLap = 32

  /// The lap that was gone most often in a row, at least three times; the shorter of equal ones.
  ///
  /// - Parameter isLap: Whether handoffs lead back to where they begin.
  /// - Returns: The lap, or `nil` where none was gone so often.
  /// - Complexity: O(*n*) in the number of handoffs, times ``longestLap``.
  func lap(where isLap: (ArraySlice<HandoffIndex>) -> Bool) -> Lap? {
    var best: Lap?
    for length in 1...max(1, min(Self.longestLap, order.count / 3)) {
      var run = 0
      for place in order.indices.dropFirst(length) {
        run = order[place] == order[place - length] ? run + 1 : 0
        let times = run / length + 1
        guard times >= 3, times > best?.times ?? 2 else { continue }
        let handoffs = order[(place - length + 1)...place]
        if isLap(handoffs) { best = Lap(handoffs: Array(handoffs), times: times, location: lines[place]) }
      }
    }
    return best
  }
}
