/// The signed constraints on an array, sorted out.
///
/// Places below ``placeCount`` are special; all later ones are alike. The *kind* of an element says which of
/// the counted shapes it is in, one bit for each.
struct ArrayProblem {
  struct Count {
    var from: Int
    var shape: Shape
    var least = 0
    var most = Int.max
  }

  var lower = 0
  var upper = Int.max
  var unique = false
  var mustRepeat = false
  var counts: [Count] = []
  var excluded: [JSONValue] = []
  /// Two places that must hold the same value, of this shape.
  var pair: (first: Int, second: Int, shape: Shape)?
  private var places: [Int: [Shape]] = [:]
  private var universal: [(from: Int, shape: Shape)] = []
  private var special = 0

  /// With more counts than these there are too many kinds to look at; one bit each, they would not even fit a word.
  static let countLimit = 12

  /// The number of places that are looked at one by one.
  var placeCount: Int { max(special, pair.map { $0.second + 1 } ?? 0) }

  var isConsistent: Bool { lower <= upper }

  /// The least number of elements that the counts ask for together.
  var needed: Int {
    counts.reduce(0) { $0.addingSaturated($1.least.addingSaturated($1.least > 0 ? $1.from : 0)) }
  }

  /// All kinds, those that serve more counts first.
  var kindsByNeed: [Int] {
    let all = 0..<(1 << counts.count)
    let wanted = counts.indices.reduce(0) { counts[$1].least > 0 ? $0 | 1 << $1 : $0 }
    return all.sorted { left, right in
      let (first, second) = ((left & wanted).nonzeroBitCount, (right & wanted).nonzeroBitCount)
      return first != second ? first > second : left < right
    }
  }

  mutating func add(_ literal: Formula, in arena: inout FormulaArena) {
    switch (arena.atom(literal), literal.isNegated) {
    case (.fewerItems(let count), false): upper = min(upper, count - 1)
    case (.fewerItems(let count), true): lower = max(lower, count)
    case (.item(let place, let shape), false): add(arena[shape], at: place)
    case (.item(let place, let shape), true):
      add(!arena[shape], at: place)
      lower = max(lower, place + 1)
    case (.fewerMatches(let from, let shape, 1), false):
      universal.append((from, !arena[shape]))
      special = max(special, from)
    case (.fewerMatches(let from, let shape, let count), false):
      limitCount(from, arena[shape]) { $0.most = min($0.most, count - 1) }
    case (.fewerMatches(let from, let shape, let count), true):
      lower = max(lower, from.addingSaturated(count))
      limitCount(from, arena[shape]) { $0.least = max($0.least, count) }
    case (.uniqueItems, false): unique = true
    case (.uniqueItems, true):
      mustRepeat = true
      lower = max(lower, 2)
    case (.value(let values), true): excluded += values
    default: break
    }
  }

  private mutating func add(_ shape: Shape, at place: Int) {
    places[place, default: []].append(shape)
    special = max(special, place + 1)
  }

  private mutating func limitCount(_ from: Int, _ shape: Shape, _ change: (inout Count) -> Void) {
    special = max(special, from)
    if let known = counts.firstIndex(where: { $0.from == from && $0.shape == shape }) {
      change(&counts[known])
      return
    }
    var fresh = Count(from: from, shape: shape)
    change(&fresh)
    counts.append(fresh)
  }
}

// MARK: - What an element must be

extension ArrayProblem {
  /// The shape of any element at a place.
  func shape(at place: Int, in arena: inout FormulaArena) -> Shape {
    var shape = Shape.all
    for part in places[place] ?? [] { shape = arena.and(shape, part) }
    for part in universal where part.from <= place { shape = arena.and(shape, part.shape) }
    return shape
  }

  /// The shape of an element of one kind.
  func shape(of kind: Int, at place: Int, in arena: inout FormulaArena) -> Shape {
    var shape: Shape
    if let pair, place == pair.first || place == pair.second {
      shape = pair.shape
    } else {
      shape = self.shape(at: place, in: &arena)
    }
    for (bit, count) in counts.enumerated() {
      shape = arena.and(shape, kind >> bit & 1 == 1 ? count.shape : !count.shape)
    }
    return shape
  }

  /// Equal elements are of the same kind.
  func fits(_ kind: Int, at place: Int, after sequence: [Int]) -> Bool {
    guard let pair, place == pair.second else { return true }
    return sequence[pair.first] == kind
  }
}

// MARK: - Words

extension ArrayProblem {
  /// The step from an array to a place, in words.
  func step(_ place: Int) -> String {
    if place < placeCount { return "item \(place)" }
    return placeCount == 0 ? "every item" : "every item from \(placeCount) on"
  }
}

// MARK: - Counting

extension ArrayProblem {
  /// How far each count has come, and the place up to which places differ; then the kind at the first place
  /// of a pair, which its second place must repeat.
  var startState: [Int] { Array(repeating: 0, count: counts.count + 2) }

  /// The state after one more element, or `nil` where a count is exceeded.
  func state(after state: [Int], _ kind: Int, at place: Int) -> [Int]? {
    var next = state
    for (bit, count) in counts.enumerated() where kind >> bit & 1 == 1 && place >= count.from {
      let reached = state[bit] + 1
      if reached > count.most { return nil }
      next[bit] = count.most == .max ? min(reached, count.least) : reached
    }
    next[counts.count] = min(place + 1, max(placeCount, lower))
    if let pair, place == pair.first { next[counts.count + 1] = kind }
    return next
  }

  func isSatisfied(_ state: [Int]) -> Bool {
    counts.indices.allSatisfy { state[$0] >= counts[$0].least }
  }

  func isSatisfied(by sequence: [Int]) -> Bool {
    counts.indices.allSatisfy { reached($0, sequence) >= counts[$0].least }
  }

  /// Says whether one more element of the kind keeps every count within its maximum.
  func allows(_ kind: Int, after sequence: [Int]) -> Bool {
    counts.indices.allSatisfy { index in
      kind >> index & 1 == 0 || sequence.count < counts[index].from
        || reached(index, sequence) < counts[index].most
    }
  }

  private func reached(_ index: Int, _ sequence: [Int]) -> Int {
    sequence.indices.count { $0 >= counts[index].from && sequence[$0] >> index & 1 == 1 }
  }
}
