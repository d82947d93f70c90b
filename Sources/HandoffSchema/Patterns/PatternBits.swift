/// One body of a program, with a bit for each thread that may be at one of its steps.
///
/// All threads take a code point together, a machine word of them at a time (Baeza-Yates and Gonnet, "A new
/// approach to text searching", 1992): most threads go on to a step nearby, at a distance that many share, or
/// to a step that many lead to; the few others go on one by one.
struct PatternBits: Sendable {
  /// Bodies with fewer steps gain nothing.
  static let leastSteps = 48
  /// The most code point sets: for each code point all are looked at.
  private static let setLimit = 64
  /// The most pairs of a step and one that may follow it.
  private static let pairLimit = 2_000_000
  /// The most shared distances and shared targets.
  private static let sharedLimit = 12

  /// What a step waits for.
  enum Kind: Sendable {
    case set(Int32)
    case place(PatternPlace)
    case look(Int32)
  }

  private struct Shift: Sendable {
    let distance: Int
    let sources: [UInt64]
  }

  private struct Target: Sendable {
    let bit: Int
    let sources: [UInt64]
  }

  let wordCount: Int
  let kinds: [Kind]
  /// The steps at which the body begins, and whether it may be empty.
  let first: [UInt64]
  let isEmptyAccepted: Bool
  /// The steps that wait for no code point but for a condition.
  private let conditions: [UInt64]
  /// The steps with which a match may end.
  private let accepting: [UInt64]
  private let setMasks: [(set: Int32, mask: [UInt64])]
  private let shifts: [Shift]
  private let targets: [Target]
  /// The steps with further followers, and the followers; for conditions all of them.
  private let irregular: [UInt64]
  private let followerStarts: [Int32]
  private let followers: [Int32]

  /// Takes a body, or `nil` where running its threads one by one serves better.
  init?(_ program: PatternProgram, from start: Int32, leastSteps: Int = leastSteps) {
    var bits = [Int32](repeating: -1, count: program.steps.count)
    // Steps are numbered from the end of the expression, so the other way round most go on to the next bit.
    let reached = Self.reachable(program, from: start)
    var kinds: [Kind] = []
    var nexts: [Int32] = []
    for index in program.steps.indices.reversed() where reached[index] {
      switch program.steps[index] {
      case .consume(let set, let next):
        kinds.append(.set(set))
        nexts.append(next)
      case .place(let place, let next):
        kinds.append(.place(place))
        nexts.append(next)
      case .look(let look, let next):
        kinds.append(.look(look))
        nexts.append(next)
      case .split, .accept: continue
      }
      bits[index] = Int32(kinds.count - 1)
    }
    guard kinds.count >= leastSteps, !kinds.isEmpty else { return nil }
    let count = kinds.count
    let words = (count + 63) / 64

    var closure = Closure(program: program, bits: bits)
    let begin = closure.followers(of: start)
    var first = [UInt64](repeating: 0, count: words)
    for bit in begin.bits { first.insertBit(Int(bit)) }
    var lists: [[Int32]] = []
    lists.reserveCapacity(count)
    var accepting = [UInt64](repeating: 0, count: words)
    var pairs = 0
    for bit in 0..<count {
      let found = closure.followers(of: nexts[bit])
      pairs += found.bits.count
      guard pairs <= Self.pairLimit else { return nil }
      lists.append(found.bits)
      if found.accepts { accepting.insertBit(bit) }
    }

    var conditions = [UInt64](repeating: 0, count: words)
    var masks: [Int32: [UInt64]] = [:]
    var order: [Int32] = []
    for (bit, kind) in kinds.enumerated() {
      guard case .set(let set) = kind else {
        conditions.insertBit(bit)
        continue
      }
      if masks[set] == nil {
        order.append(set)
        guard order.count <= Self.setLimit else { return nil }
      }
      masks[set, default: [UInt64](repeating: 0, count: words)].insertBit(bit)
    }

    wordCount = words
    self.kinds = kinds
    self.first = first
    isEmptyAccepted = begin.accepts
    self.conditions = conditions
    self.accepting = accepting
    setMasks = order.map { ($0, masks[$0] ?? []) }
    shifts = Self.takeShifts(from: &lists, conditions)
    targets = Self.takeTargets(from: &lists, conditions)
    var irregular = [UInt64](repeating: 0, count: words)
    var starts: [Int32] = [0]
    var followers: [Int32] = []
    for (bit, list) in lists.enumerated() {
      if !list.isEmpty { irregular.insertBit(bit) }
      followers += list
      starts.append(Int32(followers.count))
    }
    self.irregular = irregular
    followerStarts = starts
    self.followers = followers
  }

  private static func reachable(_ program: PatternProgram, from start: Int32) -> [Bool] {
    var seen = [Bool](repeating: false, count: program.steps.count)
    var open = [start]
    while let index = open.popLast() {
      if seen[Int(index)] { continue }
      seen[Int(index)] = true
      switch program.steps[Int(index)] {
      case .accept: continue
      case .split(let first, let second): open += [first, second]
      case .consume(_, let next), .place(_, let next), .look(_, let next): open.append(next)
      }
    }
    return seen
  }

  /// Finds what can be reached without a code point or a condition.
  private struct Closure {
    let program: PatternProgram
    let bits: [Int32]
    private var marks: [Int32]
    private var round: Int32 = 0

    init(program: PatternProgram, bits: [Int32]) {
      self.program = program
      self.bits = bits
      marks = [Int32](repeating: 0, count: program.steps.count)
    }

    mutating func followers(of start: Int32) -> (bits: [Int32], accepts: Bool) {
      round += 1
      var found: [Int32] = []
      var accepts = false
      var open = [start]
      while let index = open.popLast() {
        if marks[Int(index)] == round { continue }
        marks[Int(index)] = round
        switch program.steps[Int(index)] {
        case .accept: accepts = true
        case .split(let first, let second):
          open.append(second)
          open.append(first)
        case .consume, .place, .look: found.append(bits[Int(index)])
        }
      }
      return (found, accepts)
    }
  }

  /// Takes the followers at distances that many steps share out of the lists.
  private static func takeShifts(from lists: inout [[Int32]], _ conditions: [UInt64]) -> [Shift] {
    var counts = [Int](repeating: 0, count: 127)
    for (bit, list) in lists.enumerated() where !conditions.containsBit(bit) {
      for follower in list where abs(Int(follower) - bit) < 64 { counts[Int(follower) - bit + 63] += 1 }
    }
    let least = max(8, lists.count / 64)
    let shared = counts.indices.filter { counts[$0] >= least }
      .sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(sharedLimit).map { $0 - 63 }
    return shared.map { distance in
      var sources = [UInt64](repeating: 0, count: conditions.count)
      for bit in lists.indices where !conditions.containsBit(bit) {
        guard let place = lists[bit].firstIndex(of: Int32(bit + distance)) else { continue }
        lists[bit].remove(at: place)
        sources.insertBit(bit)
      }
      return Shift(distance: distance, sources: sources)
    }
  }

  /// Takes the followers that many steps share out of the lists.
  private static func takeTargets(from lists: inout [[Int32]], _ conditions: [UInt64]) -> [Target] {
    var counts = [Int](repeating: 0, count: lists.count)
    for (bit, list) in lists.enumerated() where !conditions.containsBit(bit) {
      for follower in list { counts[Int(follower)] += 1 }
    }
    let shared = counts.indices.filter { counts[$0] >= 32 }
      .sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(sharedLimit)
    return shared.map { target in
      var sources = [UInt64](repeating: 0, count: conditions.count)
      for bit in lists.indices where !conditions.containsBit(bit) {
        guard let place = lists[bit].firstIndex(of: Int32(target)) else { continue }
        lists[bit].remove(at: place)
        sources.insertBit(bit)
      }
      return Target(bit: target, sources: sources)
    }
  }
}

extension PatternBits {
  /// The threads at one place of a text.
  struct Threads {
    fileprivate var current: [UInt64]
    fileprivate var following: [UInt64]
    private(set) fileprivate var masks: [UInt32: [UInt64]] = [:]
    fileprivate(set) var hasMatched: Bool

    fileprivate init(_ bits: PatternBits) {
      current = bits.first
      following = bits.first
      hasMatched = bits.isEmptyAccepted
    }

    /// Which steps take a code point; kept for a few of them.
    fileprivate mutating func mask(of scalar: UInt32, _ bits: PatternBits, _ sets: [CodePointSet]) -> [UInt64]
    {
      if let known = masks[scalar] { return known }
      var mask = [UInt64](repeating: 0, count: bits.wordCount)
      for entry in bits.setMasks where sets[Int(entry.set)].contains(scalar) {
        for word in mask.indices { mask[word] |= entry.mask[word] }
      }
      if masks.count == 128 { masks.removeAll(keepingCapacity: true) }
      masks[scalar] = mask
      return mask
    }
  }

  func begin() -> Threads { Threads(self) }

  /// Lets the threads that wait for conditions go on where those hold.
  func settle(_ threads: inout Threads, holds: (Kind) -> Bool) {
    var open: [Int] = []
    for word in 0..<wordCount {
      (threads.current[word] & conditions[word]).forEachBit { open.append(word * 64 + $0) }
    }
    while let bit = open.popLast() {
      guard holds(kinds[bit]) else { continue }
      if accepting.containsBit(bit) { threads.hasMatched = true }
      for place in followerStarts[bit]..<followerStarts[bit + 1] {
        let follower = Int(followers[Int(place)])
        if threads.current.containsBit(follower) { continue }
        threads.current.insertBit(follower)
        if conditions.containsBit(follower) { open.append(follower) }
      }
    }
  }

  /// Lets all threads take a code point; where the body is not anchored a new one begins behind it.
  ///
  /// - Returns: False where no thread is left.
  func advance(_ threads: inout Threads, over scalar: UInt32, _ sets: [CodePointSet], isAnchored: Bool)
    -> Bool
  {
    let mask = threads.mask(of: scalar, self, sets)
    var isAlive = !isAnchored
    threads.hasMatched = !isAnchored && isEmptyAccepted
    for word in 0..<wordCount {
      threads.following[word] = isAnchored ? 0 : first[word]
      threads.current[word] &= mask[word]
      if threads.current[word] & accepting[word] != 0 { threads.hasMatched = true }
    }
    for shift in shifts { Self.move(threads.current, by: shift, into: &threads.following) }
    for target in targets {
      for word in 0..<wordCount where threads.current[word] & target.sources[word] != 0 {
        threads.following.insertBit(target.bit)
        break
      }
    }
    for word in 0..<wordCount {
      var rest = threads.current[word] & irregular[word]
      while rest != 0 {
        let bit = word * 64 + rest.trailingZeroBitCount
        rest &= rest &- 1
        for place in followerStarts[bit]..<followerStarts[bit + 1] {
          threads.following.insertBit(Int(followers[Int(place)]))
        }
      }
      if threads.following[word] != 0 { isAlive = true }
    }
    swap(&threads.current, &threads.following)
    return isAlive || threads.hasMatched
  }

  private static func move(_ words: [UInt64], by shift: Shift, into result: inout [UInt64]) {
    let distance = shift.distance
    if distance >= 0 {
      let low = UInt64(distance)
      var carry: UInt64 = 0
      for word in words.indices {
        let moved = words[word] & shift.sources[word]
        result[word] |= moved &<< low | carry
        carry = distance == 0 ? 0 : moved &>> (64 - low)
      }
    } else {
      let low = UInt64(-distance)
      var carry: UInt64 = 0
      for word in words.indices.reversed() {
        let moved = words[word] & shift.sources[word]
        result[word] |= moved &>> low | carry
        carry = moved &<< (64 - low)
      }
    }
  }
}

extension [UInt64] {
  fileprivate func containsBit(_ bit: Int) -> Bool { self[bit >> 6] & 1 << UInt64(bit & 63) != 0 }
  fileprivate mutating func insertBit(_ bit: Int) { self[bit >> 6] |= 1 << UInt64(bit & 63) }
}

extension UInt64 {
  fileprivate func forEachBit(_ body: (Int) -> Void) {
    var rest = self
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
  }
}
