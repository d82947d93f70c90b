/// Makes a program with look-arounds deterministic.
///
/// Threads run forward through the expression and through the body of every look-behind, each look-behind
/// beginning anew at every place. A look-ahead is a promise about the rest of the text: "a match begins at
/// this step of its body" is a Boolean variable, and every thread carries the function of such variables
/// under which it counts. One code point turns each variable into a function of variables at the next place,
/// which is the transition of an alternating automaton; with the functions in canonical form there are
/// finitely many states. At the end of the text every variable is decided.
struct LookAroundConstruction {
  private typealias Function = BooleanFunctions.Function

  private struct Thread: Hashable {
    var step: Int32
    var condition: Function
  }

  private struct Key: Hashable {
    var before: TextContext.Neighbour
    /// The condition under which a match has been found already.
    var found: Function
    /// Waiting steps in ascending order.
    var threads: [Thread]
  }

  /// The most steps in the bodies of look-aheads: the depth of the Boolean functions.
  private static let variableLimit = 1_000
  private static let functionLimit = 400_000

  private let program: PatternProgram
  private let classes: CodePointClasses
  private let contains: [[Bool]]
  private let isWordClass: [Bool]
  private let isAnchored: Bool
  private let owners: [Int]
  private let workLimit: Int
  private var workLeft: Int

  // Scratch for closures: the condition of a step counts while its mark is the running number.
  private var conditions: [Function]
  private var marks: [Int]
  private var mark = 0

  private var functions = BooleanFunctions(limit: functionLimit)
  private var states: StateTable<Key>

  private init(_ program: PatternProgram, stateLimit: Int, workLimit: Int) throws(AutomatonLimit) {
    self.program = program
    let (classes, ofSet) = try CodePointClasses.separating(program.sets + [.wordCharacters])
    self.classes = classes
    if ofSet.count * classes.count > AutomatonLimit.transitions {
      throw AutomatonLimit(.transitions, limit: AutomatonLimit.transitions)
    }
    let contains = ofSet.map { numbers in
      var row = [Bool](repeating: false, count: classes.count)
      for number in numbers { row[Int(number)] = true }
      return row
    }
    self.contains = contains
    isWordClass = contains[contains.count - 1]
    isAnchored = program.isAnchored
    owners = program.owners
    let variables = owners.count { $0 < program.looks.count && program.looks[$0].direction == .ahead }
    if variables > Self.variableLimit { throw AutomatonLimit(.steps, limit: Self.variableLimit) }
    states = StateTable(
      classes, stateLimit: stateLimit, matched: Key(before: .other, found: BooleanFunctions.yes, threads: []))
    self.workLimit = workLimit
    workLeft = workLimit
    conditions = [Function](repeating: BooleanFunctions.no, count: program.steps.count)
    marks = [Int](repeating: 0, count: program.steps.count)
  }

  /// The deterministic automaton of the texts in which a program matches somewhere.
  ///
  /// `workLimit` is the most steps that are walked over.
  static func run(
    _ program: PatternProgram, stateLimit: Int, workLimit: Int
  ) throws(AutomatonLimit) -> TransitionTable {
    var construction = try Self(program, stateLimit: stateLimit, workLimit: workLimit)
    return try construction.run()
  }

  private mutating func run() throws(AutomatonLimit) -> TransitionTable {
    let starts = [program.start] + behindStarts
    let initial = try states.state(
      Key(
        before: program.hasTextStart || program.hasWordBoundaries ? .edge : .other,
        found: BooleanFunctions.no,
        threads: starts.sorted().map { Thread(step: $0, condition: BooleanFunctions.yes) }))
    var index = 1
    while index < states.count {
      let key = states[index]
      let end = try advance(key, over: nil).found
      states.accept(end == BooleanFunctions.yes, at: index)
      for label in 0..<classes.count {
        var successor = try advance(key, over: label)
        if successor.found == BooleanFunctions.yes {
          states.lead(from: index, on: label, to: StateTable<Key>.matched)
        } else {
          successor.before = program.hasWordBoundaries && isWordClass[label] ? .word : .other
          let target = try states.state(successor)
          states.lead(from: index, on: label, to: target)
        }
      }
      index += 1
    }
    return states.table(initial: initial)
  }

  private var behindStarts: [Int32] {
    program.looks.filter { $0.direction == .behind }.map(\.start)
  }

  /// Where threads get to from a place.
  private struct Closure {
    /// The condition under which the body has matched up to this place.
    var matched = BooleanFunctions.no
    /// The consuming steps that were reached.
    var consuming: [Thread] = []
  }

  /// One move over a code point of a class, or over the end of the text, where the class is `nil`.
  ///
  /// All functions that are made are over the variables of the next place.
  private mutating func advance(_ key: Key, over label: Int?) throws(AutomatonLimit) -> Key {
    let after: TextContext.Neighbour = label.map { isWordClass[$0] ? .word : .other } ?? .edge
    let context = TextContext(before: key.before, after: after)

    // What every look-around says of this place; those inside another come first. A look-behind needs its
    // threads here, and their conditions may need the look-aheads inside it.
    var holds: [Function] = []
    var variables: [Int32: Function] = [:]
    var known: [Function: Function] = [:]
    var threadsOf: [Int: [Thread]] = [:]
    for thread in key.threads { threadsOf[owners[Int(thread.step)], default: []].append(thread) }
    let asked = functions.variables(of: [key.found] + key.threads.map(\.condition))
    // Variables are steps of look-ahead bodies; each is decided once what its body contains is.
    var pending = asked.sorted { owners[Int($0)] < owners[Int($1)] }[...]

    var successors: [Int32: Function] = [:]
    var order: [Int32] = []
    for (number, look) in program.looks.enumerated() {
      var closure = Closure()
      switch look.direction {
      case .ahead:
        closure = try close(
          [Thread(step: look.start, condition: BooleanFunctions.yes)], context, holds)
        let result = try rest(closure, over: label)
        holds.append(look.isNegated ? try functions.not(result) : result)
      case .behind:
        while let variable = pending.first, owners[Int(variable)] < number {
          pending.removeFirst()
          variables[variable] = try value(of: variable, context, holds, label)
        }
        closure = try close(try substituted(threadsOf[number] ?? [], variables, &known), context, holds)
        holds.append(look.isNegated ? try functions.not(closure.matched) : closure.matched)
        try collect(closure, over: label, into: &successors, &order)
      }
    }
    while let variable = pending.popFirst() {
      variables[variable] = try value(of: variable, context, holds, label)
    }
    let main = try close(
      try substituted(threadsOf[program.looks.count] ?? [], variables, &known), context, holds)
    try collect(main, over: label, into: &successors, &order)

    let before = try functions.substitute(key.found, variables, &known)
    var result = Key(before: .other, found: try functions.or(before, main.matched), threads: [])
    for start in (isAnchored ? [] : [program.start]) + behindStarts {
      if successors.updateValue(BooleanFunctions.yes, forKey: start) == nil { order.append(start) }
    }
    for step in order.sorted() {
      let condition = successors[step] ?? BooleanFunctions.no
      if condition != BooleanFunctions.no { result.threads.append(Thread(step: step, condition: condition)) }
    }
    return result
  }

  private mutating func substituted(
    _ threads: [Thread], _ variables: [Int32: Function], _ known: inout [Function: Function]
  ) throws(AutomatonLimit) -> [Thread] {
    var result: [Thread] = []
    for thread in threads {
      let condition = try functions.substitute(thread.condition, variables, &known)
      if condition != BooleanFunctions.no { result.append(Thread(step: thread.step, condition: condition)) }
    }
    return result
  }

  /// What the promise "a match begins at this step" comes to after the next code point.
  private mutating func value(
    of step: Int32, _ context: TextContext, _ holds: [Function], _ label: Int?
  ) throws(AutomatonLimit) -> Function {
    let closure = try close([Thread(step: step, condition: BooleanFunctions.yes)], context, holds)
    return try rest(closure, over: label)
  }

  private mutating func rest(_ closure: Closure, over label: Int?) throws(AutomatonLimit) -> Function {
    var result = closure.matched
    guard let label else { return result }
    for thread in closure.consuming {
      guard case .consume(let set, let target) = program.steps[Int(thread.step)], contains[Int(set)][label]
      else { continue }
      let promise =
        program.steps[Int(target)] == .accept ? BooleanFunctions.yes : try functions.variable(target)
      result = try functions.or(result, try functions.and(thread.condition, promise))
    }
    return result
  }

  private mutating func collect(
    _ closure: Closure, over label: Int?, into successors: inout [Int32: Function], _ order: inout [Int32]
  ) throws(AutomatonLimit) {
    guard let label else { return }
    for thread in closure.consuming {
      guard case .consume(let set, let target) = program.steps[Int(thread.step)], contains[Int(set)][label]
      else { continue }
      if let condition = successors[target] {
        successors[target] = try functions.or(condition, thread.condition)
      } else {
        successors[target] = thread.condition
        order.append(target)
      }
    }
  }

  /// Follows the steps that consume nothing until no condition grows any more.
  private mutating func close(
    _ threads: [Thread], _ context: TextContext, _ holds: [Function]
  ) throws(AutomatonLimit) -> Closure {
    mark += 1
    var order: [Int32] = []
    var open = threads
    while let thread = open.popLast() {
      workLeft -= 1
      if workLeft < functions.work { throw AutomatonLimit(.steps, limit: workLimit) }
      let step = Int(thread.step)
      if marks[step] == mark {
        let condition = try functions.or(conditions[step], thread.condition)
        if condition == conditions[step] { continue }
        conditions[step] = condition
      } else {
        marks[step] = mark
        conditions[step] = thread.condition
        order.append(thread.step)
      }
      switch program.steps[Int(thread.step)] {
      case .accept, .consume: continue
      case .split(let first, let second):
        open.append(Thread(step: second, condition: thread.condition))
        open.append(Thread(step: first, condition: thread.condition))
      case .place(let place, let next):
        if context.satisfies(place) { open.append(Thread(step: next, condition: thread.condition)) }
      case .look(let number, let next):
        let condition = try functions.and(thread.condition, holds[Int(number)])
        if condition != BooleanFunctions.no { open.append(Thread(step: next, condition: condition)) }
      }
    }
    var closure = Closure()
    for step in order {
      let condition = conditions[Int(step)]
      if program.steps[Int(step)] == .accept {
        closure.matched = try functions.or(closure.matched, condition)
      } else if case .consume = program.steps[Int(step)] {
        closure.consuming.append(Thread(step: step, condition: condition))
      }
    }
    return closure
  }
}
