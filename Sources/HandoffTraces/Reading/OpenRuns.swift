import HandoffSchema

/// The runs of which spans still come in: facts by run, within a bound.
struct OpenRuns {
  /// What may be held, in bytes by estimate.
  static let budget = 256 << 20
  /// What may be held of runs that have ended, of which little more is to be expected.
  static let endedBudget = 64 << 20

  private struct Run {
    var name: String
    var facts: [TraceFact] = []
    var cost = 0
    var hasRoot = false
    var touched = 0
    var isClosed = false
  }

  private let budget: Int
  private let endedBudget: Int
  private var runs: [Run] = []
  private var indices: [String: Int] = [:]
  private var cost = 0
  /// The part of it that runs hold which have ended.
  private var endedCost = 0
  private var clock = 0
  /// The hashes of the names of runs that were let go of: a name by itself takes several times as much.
  private var wasClosed: Set<Int> = []

  init(budget: Int = Self.budget, endedBudget: Int = Self.endedBudget) {
    self.budget = budget
    self.endedBudget = endedBudget
  }

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
        let moved = close(index).facts
        hold(moved, in: shared)
        indices[trace] = shared
        index = shared
      }
    }
    clock += 1
    runs[index].touched = clock
    if isRoot, !runs[index].hasRoot {
      runs[index].hasRoot = true
      endedCost += runs[index].cost
    }
    hold(facts, in: index)
    return wasClosed.contains(trace.hashValue)
  }

  private mutating func hold(_ facts: [TraceFact], in index: Int) {
    let added = facts.reduce(0) { $0 + $1.cost }
    runs[index].facts += facts
    runs[index].cost += added
    cost += added
    if runs[index].hasRoot { endedCost += added }
  }

  private mutating func index(of name: String) -> Int {
    if let known = indices[name], !runs[known].isClosed { return known }
    indices[name] = runs.count
    runs.append(Run(name: name))
    return runs.count - 1
  }

  /// Runs to let go of, because more is held than may be: first those that have ended and were left alone longest.
  mutating func overflow() -> [(name: String, facts: [TraceFact], hasEnded: Bool)] {
    guard cost > budget || endedCost > endedBudget else { return [] }
    let isTooMuch = cost > budget
    var taken: [(name: String, facts: [TraceFact], hasEnded: Bool)] = []
    let order = runs.indices.filter { !runs[$0].isClosed }.sorted {
      (runs[$0].hasRoot ? 0 : 1, runs[$0].touched) < (runs[$1].hasRoot ? 0 : 1, runs[$1].touched)
    }
    for index in order
    where isTooMuch && cost > budget / 2 || runs[index].hasRoot && endedCost > endedBudget / 2 {
      let hasEnded = runs[index].hasRoot
      let (name, facts) = close(index)
      taken.append((name, facts, hasEnded))
      wasClosed.insert(name.hashValue)
    }
    var moved = [Int?](repeating: nil, count: runs.count)
    var next = 0
    for index in runs.indices where !runs[index].isClosed {
      moved[index] = next
      next += 1
    }
    runs.removeAll { $0.isClosed }
    // Several traces may lead to the run of one session.
    indices = indices.compactMapValues { moved[$0] }
    return taken
  }

  private mutating func close(_ index: Int) -> (name: String, facts: [TraceFact]) {
    cost -= runs[index].cost
    if runs[index].hasRoot { endedCost -= runs[index].cost }
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
      case .visit(let visit): 128 + (visit.output.map { Self.size($0, depth: 0) } ?? 0)
      case .transfer(let transfer): 128 + (transfer.payload.map { Self.size($0, depth: 0) } ?? 0)
      case .call(let call):
        128 + (call.arguments.map { Self.size($0, depth: 0) } ?? 0)
          + (call.result.map { Self.size($0, depth: 0) } ?? 0)
      case .said(let said):
        64 + (said.text?.utf8.count ?? 0)
          + said.requests.reduce(0) { $0 + 64 + ($1.arguments.map { Self.size($0, depth: 0) } ?? 0) }
      }
    return 400 + content
  }

  /// About what a value holds, in bytes; what is nested deeper than a few levels counts as little.
  private static func size(_ value: JSONValue, depth: Int) -> Int {
    guard depth < 16 else { return 64 }
    return switch value {
    case .null, .bool: 16
    case .number: 48
    case .string(let text): 16 + text.utf8.count
    case .array(let list): list.reduce(32) { $0 + size($1, depth: depth + 1) }
    case .object(let object):
      object.reduce(64) { $0 + 32 + $1.key.utf8.count + size($1.value, depth: depth + 1) }
    }
  }
}
