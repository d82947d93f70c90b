/// Makes a program without look-arounds deterministic (the subset construction of Rabin and Scott, 1959).
///
/// A state is the set of steps that wait at a place, before the assertions there are decided, with what
/// stands before the place; so an assertion is decided once the next code point, or the end, is known.
struct SubsetConstruction {
  private struct Key: Hashable {
    var before: TextContext.Neighbour
    var waiting: [Int32]
  }

  private let program: PatternProgram
  private let classes: CodePointClasses
  private let classesOfSet: [[Int32]]
  private let isWordClass: [Bool]
  private let isAnchored: Bool
  private var workLeft: Int

  private var states: StateTable<Key>

  // Scratch for closures: a step is marked while `marks` holds the running number.
  private var marks: [Int32]
  private var mark: Int32 = 0
  private var open: [Int32] = []

  private init(_ program: PatternProgram, stateLimit: Int, workLimit: Int) throws(AutomatonLimit) {
    self.program = program
    var sets = program.sets
    if program.hasWordBoundaries { sets.append(.wordCharacters) }
    let partition = try CodePointClasses.separating(sets)
    classes = partition.classes
    classesOfSet = partition.ofSet
    isWordClass = Self.wordClasses(partition, hasWordBoundaries: program.hasWordBoundaries)
    isAnchored = program.isAnchored
    states = StateTable(
      classes, stateLimit: stateLimit, matched: Key(before: .other, waiting: []))
    workLeft = workLimit
    marks = [Int32](repeating: 0, count: program.steps.count)
  }

  private static func wordClasses(
    _ partition: (classes: CodePointClasses, ofSet: [[Int32]]), hasWordBoundaries: Bool
  ) -> [Bool] {
    var result = [Bool](repeating: false, count: partition.classes.count)
    guard hasWordBoundaries, let word = partition.ofSet.last else { return result }
    for number in word { result[Int(number)] = true }
    return result
  }

  /// The deterministic automaton of the texts in which a program matches somewhere.
  ///
  /// `workLimit` is the most steps in all subsets together, times classes.
  static func run(
    _ program: PatternProgram, stateLimit: Int, workLimit: Int
  ) throws(AutomatonLimit) -> TransitionTable {
    var construction = try Self(program, stateLimit: stateLimit, workLimit: workLimit)
    return try construction.run(workLimit)
  }

  private mutating func run(_ workLimit: Int) throws(AutomatonLimit) -> TransitionTable {
    let usesStart = program.hasTextStart || program.hasWordBoundaries
    let initial = try states.state(Key(before: usesStart ? .edge : .other, waiting: [program.start]))
    var index = 1
    while index < states.count {
      try expand(index)
      if workLeft < 0 { throw AutomatonLimit(.steps, limit: workLimit) }
      index += 1
    }
    return states.table(initial: initial)
  }

  private mutating func expand(_ index: Int) throws(AutomatonLimit) {
    let key = states[index]
    states.accept(close(key, after: .edge) == nil, at: index)
    var targets = [[Int32]](repeating: [], count: classes.count)
    let neighbours: [TextContext.Neighbour] = program.hasWordBoundaries ? [.other, .word] : [.other]
    for after in neighbours {
      // A match before the next code point: whatever follows is accepted.
      guard let consuming = close(key, after: after) else { continue }
      for step in consuming {
        guard case .consume(let set, let target) = program.steps[Int(step)] else { continue }
        for number in classesOfSet[Int(set)]
        where neighbours.count == 1 || isWordClass[Int(number)] == (after == .word) {
          targets[Int(number)].append(target)
        }
        workLeft -= classesOfSet[Int(set)].count + 1
      }
      for number in 0..<classes.count where neighbours.count == 1 || isWordClass[number] == (after == .word) {
        if !isAnchored { targets[number].append(program.start) }
        let target = try target(of: targets[number], isWord: isWordClass[number])
        states.lead(from: index, on: number, to: target)
      }
      workLeft -= classes.count
    }
  }

  private mutating func target(of steps: [Int32], isWord: Bool) throws(AutomatonLimit) -> Int32 {
    mark += 1
    var waiting: [Int32] = []
    for step in steps where marks[Int(step)] != mark {
      marks[Int(step)] = mark
      if case .accept = program.steps[Int(step)] { return StateTable<Key>.matched }
      waiting.append(step)
    }
    waiting.sort()
    return try states.state(Key(before: isWord ? .word : .other, waiting: waiting))
  }

  /// The consuming steps that can be reached without a code point; `nil` where `accept` can.
  private mutating func close(_ key: Key, after: TextContext.Neighbour) -> [Int32]? {
    let context = TextContext(before: key.before, after: after)
    mark += 1
    open.removeAll(keepingCapacity: true)
    open += key.waiting.reversed()
    var consuming: [Int32] = []
    while let index = open.popLast() {
      if marks[Int(index)] == mark { continue }
      marks[Int(index)] = mark
      workLeft -= 1
      switch program.steps[Int(index)] {
      case .accept: return nil
      case .consume: consuming.append(index)
      case .split(let first, let second):
        open.append(second)
        open.append(first)
      case .place(let place, let next): if context.satisfies(place) { open.append(next) }
      // Programs with look-arounds go through `LookAroundConstruction`.
      case .look: continue
      }
    }
    return consuming
  }
}
