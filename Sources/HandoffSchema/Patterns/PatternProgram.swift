/// A regular expression as a non-deterministic automaton with look-arounds.
///
/// Steps refer to each other by index. Every look-around has its own steps, which end in `accept`; equal
/// look-arounds exist once, since whether one holds depends only on the place in the text.
struct PatternProgram: Sendable {
  enum Step: Sendable, Hashable {
    /// Goes on after one code point of a set.
    case consume(set: Int32, next: Int32)
    /// Goes on at both.
    case split(Int32, Int32)
    /// Goes on where the place is of this kind.
    case place(PatternPlace, next: Int32)
    /// Goes on where a look-around holds.
    case look(Int32, next: Int32)
    /// The body has matched.
    case accept
  }

  struct Look: Sendable, Hashable {
    var direction: PatternLook.Direction
    var isNegated: Bool
    var start: Int32
  }

  private(set) var steps: [Step] = []
  private(set) var sets: [CodePointSet] = []
  /// Those inside another come before it.
  private(set) var looks: [Look] = []
  private(set) var start: Int32 = 0
  private(set) var hasWordBoundaries = false
  private(set) var hasTextStart = false

  private let mirrorsLookAheads: Bool
  private var setNumbers: [CodePointSet: Int32] = [:]
  private var lookNumbers: [PatternLook: Int32] = [:]

  /// Compiles an expression.
  ///
  /// `mirrorsLookAheads` says whether the bodies of look-aheads are to be run from the end of the text.
  init(_ expression: PatternExpression, mirrorsLookAheads: Bool = false) {
    self.mirrorsLookAheads = mirrorsLookAheads
    let accept = add(.accept)
    start = emit(expression, then: accept, isMirrored: false)
  }

  private mutating func add(_ step: Step) -> Int32 {
    steps.append(step)
    return Int32(steps.count - 1)
  }

  // Builds from the end, so that every step knows its successor. Depth is bounded by the parser.
  private mutating func emit(
    _ expression: PatternExpression, then next: Int32, isMirrored: Bool
  ) -> Int32 {
    switch expression {
    case .empty:
      return next
    case .character(let value):
      return add(.consume(set: number(of: CodePointSet(value)), next: next))
    case .set(let set):
      return add(.consume(set: number(of: set), next: next))
    case .sequence(let parts):
      var entry = next
      for index in parts.indices {
        let part = parts[isMirrored ? index : parts.count - 1 - index]
        entry = emit(part, then: entry, isMirrored: isMirrored)
      }
      return entry
    case .choice(let alternatives):
      var entry = emit(alternatives[alternatives.count - 1], then: next, isMirrored: isMirrored)
      for alternative in alternatives.dropLast().reversed() {
        let other = emit(alternative, then: next, isMirrored: isMirrored)
        entry = add(.split(other, entry))
      }
      return entry
    case .repetition(let body, let atLeast, let atMost):
      return emitRepetition(body, atLeast, atMost, then: next, isMirrored: isMirrored)
    case .place(let place):
      switch place {
      case .textStart: hasTextStart = true
      case .wordBoundary, .noWordBoundary: hasWordBoundaries = true
      case .textEnd: break
      }
      return add(.place(place, next: next))
    case .look(let look):
      let number = number(of: look)
      return add(.look(number, next: next))
    }
  }

  private mutating func emitRepetition(
    _ body: PatternExpression, _ atLeast: Int, _ atMost: Int?, then next: Int32, isMirrored: Bool
  ) -> Int32 {
    var entry = next
    var copies = atLeast
    if let atMost {
      for _ in atLeast..<atMost {
        let copy = emit(body, then: entry, isMirrored: isMirrored)
        entry = add(.split(copy, next))
      }
    } else {
      let loop = add(.split(next, next))
      let copy = emit(body, then: loop, isMirrored: isMirrored)
      steps[Int(loop)] = .split(copy, next)
      entry = loop
      if copies > 0 {
        entry = copy
        copies -= 1
      }
    }
    for _ in 0..<copies { entry = emit(body, then: entry, isMirrored: isMirrored) }
    return entry
  }

  private mutating func number(of set: CodePointSet) -> Int32 {
    // A repeated set is the very same one, and to hash it costs as much as it is long.
    if let last = sets.last, last == set { return Int32(sets.count - 1) }
    if let known = setNumbers[set] { return known }
    let number = Int32(sets.count)
    sets.append(set)
    setNumbers[set] = number
    return number
  }

  private mutating func number(of look: PatternLook) -> Int32 {
    if let known = lookNumbers[look] { return known }
    let accept = add(.accept)
    let start = emit(
      look.body, then: accept, isMirrored: mirrorsLookAheads && look.direction == .ahead)
    let number = Int32(looks.count)
    looks.append(Look(direction: look.direction, isNegated: look.isNegated, start: start))
    lookNumbers[look] = number
    return number
  }

  /// Says whether no match can begin anywhere but at the start of the text.
  var isAnchored: Bool {
    var seen = [Bool](repeating: false, count: steps.count)
    var open = [start]
    while let index = open.popLast() {
      if seen[Int(index)] { continue }
      seen[Int(index)] = true
      switch steps[Int(index)] {
      case .consume, .accept: return false
      case .split(let first, let second): open += [first, second]
      case .place(.textStart, _): continue
      case .place(_, let next), .look(_, let next): open.append(next)
      }
    }
    return true
  }

  /// For every step the number of the look-around in whose body it is; the number of look-arounds where it is
  /// in none.
  var owners: [Int] {
    var owner = [Int](repeating: -1, count: steps.count)
    for (number, entry) in (looks.map(\.start) + [start]).enumerated() {
      var open = [entry]
      while let index = open.popLast() {
        if owner[Int(index)] >= 0 { continue }
        owner[Int(index)] = number
        switch steps[Int(index)] {
        case .accept: continue
        case .split(let first, let second): open += [first, second]
        case .consume(_, let next), .place(_, let next), .look(_, let next): open.append(next)
        }
      }
    }
    return owner.map { max($0, 0) }
  }
}
