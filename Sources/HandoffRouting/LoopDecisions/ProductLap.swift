/// A lap on which a payload can circulate: states of the product and the steps between them.
struct ProductLap: Sendable {
  struct Stop: Sendable {
    var agent: Int
    /// What the agent receives: one mask for each field.
    var received: [UInt64]
    /// The way that it goes on, and the box of that way.
    var way: Int
    var box: Int
  }

  /// How the payloads of the lap may get out of it.
  enum Escape: Sendable, Hashable {
    /// By a finish, a human or a way there.
    case possible
    /// Not at all, whatever is chosen.
    case none
    /// Not at all, and there is nothing to choose either.
    case noChoice
  }

  var stops: [Stop]
  /// What the fields that nobody rewrites hold.
  var cube: [UInt64]
  /// False where it rests on a test that is beyond the analysis.
  var isDefinite: Bool
  var escape: Escape
  var count: LapCount
}

/// How many laps there are.
struct LapCount: Sendable, Hashable {
  var number: Int
  /// False where there may be more.
  var isExact: Bool

  /// No more laps are counted, and no more steps are spent on it.
  static let lapLimit = 1_000
  static let stepLimit = 20_000

  init(_ number: Int, isExact: Bool) {
    self.number = number
    self.isExact = isExact
  }

  /// The successors of a vertex that are left to look at.
  private struct Cursor {
    var places: Range<Int>
    /// Those of the hub that the last place leads to.
    var beyond = 0..<0
  }

  /// Counts the simple cycles through some vertices that are all in one component.
  ///
  /// - Parameters:
  ///   - graph: The graph.
  ///   - components: Its components.
  ///   - members: The vertices, in ascending order.
  ///   - hubs: From this vertex on there are only hubs, which are no stops: a step to one goes on to each of its successors.
  init(
    of graph: Adjacency, _ components: StrongComponents, among members: ArraySlice<Int32>, hubs: Int = .max
  ) {
    let component = members.first.map { components.component[Int($0)] }
    func advance(_ cursor: inout Cursor) -> Int? {
      while true {
        let isBeyond = cursor.beyond.lowerBound < cursor.beyond.upperBound
        guard isBeyond || cursor.places.lowerBound < cursor.places.upperBound else { return nil }
        let place = isBeyond ? cursor.beyond.lowerBound : cursor.places.lowerBound
        if isBeyond {
          cursor.beyond = place + 1..<cursor.beyond.upperBound
        } else {
          cursor.places = place + 1..<cursor.places.upperBound
        }
        let found = Int(graph.targets[place])
        guard components.component[found] == component else { continue }
        if found < hubs { return found }
        cursor.beyond = graph.places(of: found)
      }
    }
    // In a ring each has one successor.
    func hasOne(_ vertex: Int) -> Bool {
      var cursor = Cursor(places: graph.places(of: vertex))
      return advance(&cursor) != nil && advance(&cursor) == nil
    }
    if members.allSatisfy({ hasOne(Int($0)) }) {
      self.init(1, isExact: true)
      return
    }
    var (count, steps) = (0, 0)
    // By position among the members: one small loop of a large system costs little.
    var isOnWay = [Bool](repeating: false, count: members.count)
    func number(of vertex: Int) -> Int {
      var (low, high) = (members.startIndex, members.endIndex)
      while low < high {
        let middle = (low + high) / 2
        if members[middle] < vertex { low = middle + 1 } else { high = middle }
      }
      return low - members.startIndex
    }
    var way: [(position: Int, rest: Cursor)] = []
    func enter(_ vertex: Int, _ position: Int) {
      isOnWay[position] = true
      way.append((position, Cursor(places: graph.places(of: vertex))))
    }
    for (position, start) in members.enumerated() {
      let start = Int(start)
      enter(start, position)
      while let last = way.indices.last {
        guard let next = advance(&way[last].rest) else {
          isOnWay[way[last].position] = false
          way.removeLast()
          continue
        }
        steps += 1
        guard steps < Self.stepLimit, count < Self.lapLimit else {
          self.init(max(count, 1), isExact: false)
          return
        }
        // A cycle is counted from its lowest vertex on.
        if next == start {
          count += 1
        } else if next > start {
          let found = number(of: next)
          if !isOnWay[found] { enter(next, found) }
        }
      }
    }
    self.init(count, isExact: true)
  }
}
