import HandoffSchema

/// The facts of one run in order of time, and what lies around each.
struct RunFacts {
  /// By beginning; what contains comes before what it contains.
  private(set) var facts: [TraceFact]
  /// The nearest visit or call around each fact.
  private(set) var owner: [Int?]
  /// How many visits and calls lie around each.
  private(set) var depth: [Int]
  /// How many spans contain themselves.
  private(set) var circles = 0

  /// - Complexity: O(*n* log *n*) in the number of facts.
  init(_ unordered: [TraceFact]) {
    let order = unordered.indices.sorted { left, right in
      let (a, b) = (unordered[left], unordered[right])
      if a.start != b.start { return a.start < b.start }
      if a.end != b.end { return a.end > b.end }
      return left < right
    }
    let facts = order.map { unordered[$0] }
    var bySpan: [String: Int] = [:]
    bySpan.reserveCapacity(facts.count)
    for (index, fact) in facts.enumerated() where !fact.span.isEmpty {
      // Of several facts of one span the one that others belong to.
      guard let known = bySpan[fact.span], facts[known].content.owns || !fact.content.owns else {
        bySpan[fact.span] = index
        continue
      }
    }
    self.facts = facts
    owner = [Int?](repeating: nil, count: facts.count)
    depth = [Int](repeating: -1, count: facts.count)
    var path: [Int] = []
    for start in facts.indices where depth[start] < 0 {
      // Up to something known, then down again: a chain may be as long as a run.
      var at = start
      while depth[at] < 0 {
        depth[at] = .max
        path.append(at)
        guard let up = Self.above(at, facts, bySpan) else { break }
        if depth[up] == .max {
          circles += 1
          break
        }
        at = up
      }
      for index in path.reversed() {
        let up = Self.above(index, facts, bySpan)
        guard let up, depth[up] >= 0, depth[up] != .max else {
          depth[index] = 0
          continue
        }
        owner[index] = facts[up].content.owns ? up : owner[up]
        depth[index] = owner[index].map { depth[$0] + 1 } ?? 0
      }
      path.removeAll(keepingCapacity: true)
    }
  }

  /// The fact of the span around another, or of the same span where that owns it.
  private static func above(_ index: Int, _ facts: [TraceFact], _ bySpan: [String: Int]) -> Int? {
    let fact = facts[index]
    if let same = bySpan[fact.span], same != index, facts[same].content.owns { return same }
    guard !fact.parent.isEmpty, let up = bySpan[fact.parent], up != index else { return nil }
    return up
  }
}

extension TraceFact.Content {
  /// Whether other facts belong to it.
  var owns: Bool {
    switch self {
    case .visit, .call: true
    default: false
    }
  }
}
