import HandoffContracts

/// What is kept of one run while its records come in.
struct RunTally {
  /// The most handoffs of one run in whose order laps are looked for.
  static let lapMemory = 100_000

  /// How often each handoff was taken, of those that are counted.
  private(set) var handoffs = IndexCounts<HandoffIndex>()
  private var visits = IndexCounts<AgentIndex>()
  private(set) var taken = 0
  private var steps = 0
  /// The last of the handoffs in whose order laps are looked for.
  private var last: MoveLog.Number = 0
  private(set) var isCut = false

  /// Notes that a handoff was taken.
  mutating func take(_ handoff: HandoffIndex, at location: SourceLocation?, in log: inout MoveLog) {
    taken += 1
    guard !isCut, taken <= Self.lapMemory, let move = log.append(handoff, after: last, at: location) else {
      isCut = true
      return
    }
    last = move
  }

  /// Counts a handoff that was taken and returns how often it was.
  mutating func count(_ handoff: HandoffIndex) -> Int { handoffs.add(handoff) }

  /// The number of the next handoff, from 1; the way back of one counts.
  mutating func step() -> Int {
    steps += 1
    return steps
  }

  /// Counts an arrival.
  mutating func visit(_ agent: AgentIndex) { _ = visits.add(agent) }

  /// How often an agent was visited by the time that it leaves; what starts the run arrives without a record.
  mutating func visitsOnLeaving(_ agent: AgentIndex) -> Int {
    let count = visits[agent]
    return count == 0 ? visits.add(agent) : count
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
  /// - Parameters:
  ///   - log: The handoffs.
  ///   - isLap: Whether handoffs lead back to where they begin.
  /// - Returns: The lap, or `nil` where none was gone so often.
  /// - Complexity: O(*n*) in the number of handoffs, times ``longestLap``.
  func lap(in log: MoveLog, where isLap: (ArraySlice<HandoffIndex>) -> Bool) -> Lap? {
    // Nothing can have been gone three times.
    guard taken >= 3 else { return nil }
    let moves = log.numbers(endingWith: last)
    let order = moves.map { log.handoff(of: $0) }
    var best: Lap?
    for length in 1...max(1, min(Self.longestLap, order.count / 3)) {
      var run = 0
      for place in order.indices.dropFirst(length) {
        run = order[place] == order[place - length] ? run + 1 : 0
        let times = run / length + 1
        guard times >= 3, times > best?.times ?? 2 else { continue }
        let handoffs = order[(place - length + 1)...place]
        if isLap(handoffs) {
          best = Lap(handoffs: Array(handoffs), times: times, location: log.location(of: moves[place]))
        }
      }
    }
    return best
  }
}
