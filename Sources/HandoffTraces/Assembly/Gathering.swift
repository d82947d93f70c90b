import HandoffSchema

/// Finds the calls of tools that agents ran inside of where the trace records both beside each other.
struct Gathering {
  /// The most calls at the same time that are looked through.
  private static let mostCalls = 64

  private let run: RunFacts
  /// Such calls in order of their beginnings, and for each the latest end of it and of those before it.
  private let calls: [Int]
  private let ends: [UInt64]
  /// Until when something runs in a call.
  private var busy: [Int: UInt64] = [:]

  init(_ run: RunFacts) {
    self.run = run
    calls = run.facts.indices.filter {
      if case .call(let call) = run.facts[$0].content { call.gathers } else { false }
    }
    var latest: UInt64 = 0
    ends = calls.map {
      latest = max(latest, run.facts[$0].end)
      return latest
    }
  }

  /// The call during which something ran that lies inside nothing but the run.
  ///
  /// Of several calls at the same time the first one in which nothing ran yet, or nothing that still does: whatever runs
  /// has to be asked for in order of time.
  mutating func call(around fact: Int) -> Int? {
    guard !calls.isEmpty else { return nil }
    let (start, end) = (run.facts[fact].start, run.facts[fact].end)
    var (low, high) = (0, calls.count)
    while low < high {
      let middle = (low + high) / 2
      if run.facts[calls[middle]].start <= start { low = middle + 1 } else { high = middle }
    }
    var found: [Int] = []
    for position in stride(from: low - 1, through: max(0, low - Self.mostCalls), by: -1) {
      guard ends[position] >= end else { break }
      let call = calls[position]
      // What lies around the call cannot lie inside it.
      if run.facts[call].end >= end, run.owner[call] != fact { found.append(call) }
    }
    let inOrder = found.reversed()
    let call =
      inOrder.first { busy[$0] == nil } ?? inOrder.first { busy[$0].map { $0 <= start } ?? true }
      ?? found.last
    if let call { busy[call] = end }
    return call
  }
}
