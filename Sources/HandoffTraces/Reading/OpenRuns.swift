import HandoffSchema

/// The runs of which spans still come in: facts by run, within a bound.
struct OpenRuns {
  /// What may be held, in bytes by estimate.
  static let budget = 256 << 20

  private struct Run {
    var name: String
    var facts: [TraceFact] = []
    var cost = 0
    var hasRoot = false
    var touched = 0
    var isClosed = false
  }

  private let budget: Int
  private var runs: [Run] = []
  private var indices: [String: Int] = [:]
  private var cost = 0
  private var clock = 0
  private var wasClosed: Set<String> = []

  init(budget: Int = Self.budget) { self.budget = budget }

  /// Adds what was said of a trace; facts of one session come to one run.
  ///
  /// - Parameters:
  ///   - facts: What a span says.
  ///   - trace: The span's trace.
  ///   - isRoot: Whether nothing lies around the span.
  /// - Returns: Whether the run had been closed before.
  mutating func add(_ facts: [TraceFact], to trace: String, isRoot: Bool) -> Bool {
    var index = self.index(of: trace)
    if let session = facts.lazy.compactMap(\.session).first {
      let shared = self.index(of: session)
      if shared != index {
        let moved = runs[index].facts
        runs[shared].facts += moved
        runs[shared].cost += runs[index].cost
        runs[index] = Run(name: runs[index].name, isClosed: true)
        indices[trace] = shared
        index = shared
      }
    }
    clock += 1
    runs[index].touched = clock
    runs[index].hasRoot = runs[index].hasRoot || isRoot
    runs[index].facts += facts
    let added = facts.reduce(0) { $0 + $1.cost }
    runs[index].cost += added
    cost += added
    return wasClosed.contains(trace)
  }

  private mutating func index(of name: String) -> Int {
    if let known = indices[name], !runs[known].isClosed { return known }
    indices[name] = runs.count
    runs.append(Run(name: name))
    return runs.count - 1
  }

  /// Runs to let go of, because more is held than may be: first those that have ended and were left alone longest.
  mutating func overflow() -> [(name: String, facts: [TraceFact], hasEnded: Bool)] {
    guard cost > budget else { return [] }
    var taken: [(name: String, facts: [TraceFact], hasEnded: Bool)] = []
    let order = runs.indices.filter { !runs[$0].isClosed }.sorted {
      (runs[$0].hasRoot ? 0 : 1, runs[$0].touched) < (runs[$1].hasRoot ? 0 : 1, runs[$1].touched)
    }
    for index in order where cost > budget / 2 {
      let hasEnded = runs[index].hasRoot
      let (name, facts) = close(index)
      taken.append((name, facts, hasEnded))
      wasClosed.insert(name)
    }
    runs.removeAll { $0.isClosed }
    indices = [:]
    for (index, run) in runs.enumerated() { indices[run.name] = index }
    return taken
  }

  private mutating func close(_ index: Int) -> (name: String, facts: [TraceFact]) {
    cost -= runs[index].cost
    let taken = (runs[index].name, runs[index].facts)
    runs[index].facts = []
    runs[index].isClosed = true
    return taken
  }

  /// Takes out one run; `nil` where it has nothing.
  mutating func take(_ name: String) -> [TraceFact]? {
    guard let index = indices[name], !runs[index].isClosed else { return nil }
    indices[name] = nil
    return close(index).facts
  }

  /// Takes out the runs that are left, in the order in which they appeared.
  mutating func takeAll() -> [(name: String, facts: [TraceFact])] {
    let all = runs.indices.filter { !runs[$0].isClosed }.map { close($0) }
    runs = []
    indices = [:]
    return all
  }
}

extension TraceFact {
  /// What it holds, in bytes by estimate.
  var cost: Int {
    let content =
      switch content {
      case .other, .delivery, .ended, .sent: 0
      case .visit(let visit): 128 + (visit.output.map(Self.size) ?? 0)
      case .transfer(let transfer): 128 + (transfer.payload.map(Self.size) ?? 0)
      case .call(let call): 128 + (call.arguments.map(Self.size) ?? 0) + (call.result.map(Self.size) ?? 0)
      case .said(let said):
        64 + (said.text?.utf8.count ?? 0)
          + said.requests.reduce(0) { $0 + 64 + ($1.arguments.map(Self.size) ?? 0) }
      }
    return 400 + content
  }

  private static func size(_ value: JSONValue) -> Int { value.text(.compact).utf8.count * 2 }
}
