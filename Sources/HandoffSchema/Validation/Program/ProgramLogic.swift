/// Keywords that apply other schemas to the same value.
struct ProgramLogic: BitwiseCopyable {
  /// The targets of `$ref` and `allOf`.
  var all = ProgramRange()
  var any = ProgramBranches()
  var one = ProgramBranches()
  var not = ProgramReference.none
  var condition = ProgramReference.none
  var then = ProgramReference.none
  var otherwise = ProgramReference.none
  var dynamic: Int32 = -1
  /// The questions that tell beforehand which conditions do not hold among ``all``, and of the chain that
  /// ``otherwise`` begins; -1 where there is none.
  var conditions: Int32 = -1
  var chain: Int32 = -1

  /// True where there is nothing but the alternatives of one union that kinds of values tell apart.
  var isChoice: Bool {
    all.count == 0 && not.isNone && condition.isNone && dynamic < 0
      && (any.schemas.count == 0) != (one.schemas.count == 0) && max(any.kinds, one.kinds) >= 0
  }
}

/// A reference that depends on the resources on the way.
struct ProgramDynamic: BitwiseCopyable {
  var initial: ProgramReference
  /// In the table of overrides.
  var overrides: ProgramRange
}

/// What a dynamic reference means where a resource is the outermost that redefines its anchor.
struct ProgramOverride: BitwiseCopyable {
  var resource: Int32
  var schema: ProgramReference
}

extension ProgramCompiler {
  mutating func compile(_ logic: LogicKeywords, of id: SchemaGraph.NodeID) -> Int32 {
    let (any, one) = (tree(of: logic.anyOf), tree(of: logic.oneOf))
    if let any { tags.note(any, at: id, isOneOf: false) }
    if let one { tags.note(one, at: id, isOneOf: true) }
    let all = (logic.reference.map { [$0] } ?? []) + logic.allOf
    var result = ProgramLogic(
      all: list(all), any: branches(logic.anyOf, any), one: branches(logic.oneOf, one),
      not: reference(logic.not))
    result.conditions = conditions(all)
    if let condition = logic.condition {
      result.condition = reference(condition.condition)
      result.then = reference(condition.then)
      result.otherwise = reference(condition.otherwise)
      if let next = condition.otherwise, !chained.contains(id) { result.chain = conditions([next]) }
    }
    if let dynamic = logic.dynamicReference {
      let anchor = ExactString(dynamic.anchor)
      let start = overrideStarts[anchor] ?? UInt32(overrides.count)
      if overrideStarts[anchor] == nil {
        overrideStarts[anchor] = start
        for entry in dynamic.overrides {
          let number = resource(entry.base)
          overrides.append(ProgramOverride(resource: number, schema: reference(entry.schema)))
        }
      }
      result.dynamic = Int32(dynamics.count)
      dynamics.append(
        ProgramDynamic(
          initial: reference(dynamic.initial),
          overrides: ProgramRange(start: start, count: UInt32(dynamic.overrides.count))))
    }
    logics.append(result)
    return Int32(logics.count - 1)
  }
}

extension ProgramRunner {
  mutating func checkLogic(_ number: Int, _ index: Int, marks: Int, depth: Int) -> Bool {
    let logic = logics + number
    steps &+= 1
    if logic.pointee.conditions >= 0, tape.nodes[index].kind == .object {
      guard
        checkAll(logic.pointee.conditions, logic.pointee.all, index, marks: marks, depth: depth)
      else { return false }
    } else {
      steps &+= Int(logic.pointee.all.count)
      for place in logic.pointee.all.indices {
        guard check(references[place], index, marks: marks, depth: depth) else { return false }
      }
    }
    if logic.pointee.dynamic >= 0 {
      let target = target(of: Int(logic.pointee.dynamic))
      guard check(target, index, marks: marks, depth: depth) else { return false }
    }
    if logic.pointee.any.schemas.count > 0 {
      // Further branches matter only for what they evaluate.
      let enough = marks == Self.noMarks ? 1 : Int.max
      guard countMatches(logic.pointee.any, index, marks: marks, depth: depth, enough: enough) > 0 else {
        return false
      }
    }
    if logic.pointee.one.schemas.count > 0 {
      guard countMatches(logic.pointee.one, index, marks: marks, depth: depth, enough: 2) == 1 else {
        return false
      }
    }
    if !logic.pointee.not.isNone, check(logic.pointee.not, index, marks: Self.noMarks, depth: depth) {
      return false
    }
    if !logic.pointee.condition.isNone {
      let holds = tryBranch(logic.pointee.condition, index, marks: marks, depth: depth)
      if !holds, logic.pointee.chain >= 0, tape.nodes[index].kind == .object,
        let answer = answer(to: logic.pointee.chain, index)
      {
        return checkAll(answer, index, marks: marks, depth: depth)
      }
      return check(
        holds ? logic.pointee.then : logic.pointee.otherwise, index, marks: marks, depth: depth)
    }
    return true
  }

  /// Applies a union: where the kind of the value leaves one alternative, only that one.
  @inline(never)
  mutating func checkChoice(
    _ node: UnsafePointer<ProgramNode>, _ index: Int, marks: Int, depth: Int
  ) -> Bool {
    let logic = logics + Int(node.pointee.logic)
    let kinds = max(logic.pointee.any.kinds, logic.pointee.one.kinds)
    let choice = choices + Int(kinds &+ Int32(tape.nodes[index].kind.rawValue))
    guard choice.pointee.question < 0, choice.pointee.schemas.count == 1 else {
      return checkBeyondType(node, index, marks: marks, depth: depth)
    }
    guard enter(depth) else { return false }
    return check(references[Int(choice.pointee.schemas.start)], index, marks: marks, depth: depth)
  }

  /// Counts the alternatives that accept a value, up to a number that is enough.
  private mutating func countMatches(
    _ branches: ProgramBranches, _ index: Int, marks: Int, depth: Int, enough: Int
  ) -> Int {
    var matching = 0
    guard branches.kinds >= 0 else {
      tryAll(branches.schemas, index, marks: marks, depth: depth, enough: enough, &matching)
      return matching
    }
    let choice = branches.kinds &+ Int32(tape.nodes[index].kind.rawValue)
    tryChoice(choice, index, marks: marks, depth: depth, enough: enough, &matching)
    return matching
  }

  private mutating func tryChoice(
    _ number: Int32, _ index: Int, marks: Int, depth: Int, enough: Int, _ matching: inout Int
  ) {
    let choice = choices[Int(number)]
    if choice.question >= 0, let answer = answer(to: choice.question, index) {
      tryChoice(answer, index, marks: marks, depth: depth, enough: enough, &matching)
      let always = questions[Int(choice.question)].always
      if always != ProgramChoice.none, matching < enough {
        tryChoice(always, index, marks: marks, depth: depth, enough: enough, &matching)
      }
    } else {
      tryAll(choice.schemas, index, marks: marks, depth: depth, enough: enough, &matching)
    }
  }

  @inline(__always)
  private mutating func tryAll(
    _ schemas: ProgramRange, _ index: Int, marks: Int, depth: Int, enough: Int, _ matching: inout Int
  ) {
    steps &+= Int(schemas.count)
    for place in schemas.indices where tryBranch(references[place], index, marks: marks, depth: depth) {
      matching &+= 1
      if matching == enough { return }
    }
  }

  /// Applies schemas that all must hold, those left out that a question rules out.
  @inline(never)
  private mutating func checkAll(
    _ question: Int32, _ all: ProgramRange, _ index: Int, marks: Int, depth: Int
  ) -> Bool {
    guard let answer = answer(to: question, index) else {
      for place in all.indices {
        guard check(references[place], index, marks: marks, depth: depth) else { return false }
      }
      return true
    }
    return checkAll(answer, index, marks: marks, depth: depth)
      && checkAll(questions[Int(question)].always, index, marks: marks, depth: depth)
  }

  private mutating func checkAll(_ choice: Int32, _ index: Int, marks: Int, depth: Int) -> Bool {
    let schemas = choices[Int(choice)].schemas
    steps &+= Int(schemas.count)
    for place in schemas.indices {
      guard check(references[place], index, marks: marks, depth: depth) else { return false }
    }
    return true
  }

  /// The choice that an object's member leaves; `nil` where the member is repeated, since only the last one counts.
  private mutating func answer(to number: Int32, _ index: Int) -> Int32? {
    let question = questions + Int(number)
    let entry = names + Int(question.pointee.name.entries.start)
    var found = -1
    var name = index + 1
    while name < Int(tape.nodes[index].next) {
      if isSame(name, entry) {
        if found >= 0 { return nil }
        found = name + 1
      }
      name = Int(tape.nodes[name &+ 1].next)
    }
    if found < 0 { return question.pointee.absent }
    switch tape.nodes[found].kind {
    case .null: return question.pointee.null
    case .false: return question.pointee.falsehood
    case .true: return question.pointee.truth
    case .string:
      let texts = question.pointee.texts
      let place = place(of: found, in: texts)
      return place < 0 ? question.pointee.otherwise : names[Int(texts.entries.start) + place].choice
    case .number: return answer(toNumber: found, question)
    case .array, .object: return question.pointee.otherwise
    }
  }

  @inline(never)
  private mutating func answer(toNumber index: Int, _ question: UnsafePointer<ProgramQuestion>) -> Int32 {
    let integers = question.pointee.integers
    guard integers.count > 0, let value = Decimal(literal: tape.bytes(of: tape.nodes[index])).int else {
      return question.pointee.otherwise
    }
    let answers = table { $0.answers }
    var (low, high) = (Int(integers.start), Int(integers.start) + Int(integers.count))
    while low < high {
      let middle = (low + high) / 2
      if answers[middle].integer == value { return answers[middle].choice }
      if answers[middle].integer < value { low = middle + 1 } else { high = middle }
    }
    return question.pointee.otherwise
  }

  /// Applies a schema that may refuse without harm: what it evaluated counts only where it accepts.
  @inline(__always)
  private mutating func tryBranch(_ schema: ProgramReference, _ index: Int, marks: Int, depth: Int) -> Bool {
    marks == Self.noMarks
      ? check(schema, index, marks: marks, depth: depth)
      : tryMarkedBranch(schema, index, marks: marks, depth: depth)
  }

  @inline(never)
  private mutating func tryMarkedBranch(
    _ schema: ProgramReference, _ index: Int, marks outer: Int, depth: Int
  ) -> Bool {
    let count = Int(tape.nodes[index].length)
    let own = marks.push(count)
    defer { marks.pop(own) }
    guard check(schema, index, marks: own, depth: depth) else { return false }
    marks.merge(own, into: outer, count: count)
    return true
  }

  /// What a dynamic reference means here: the outermost resource on the way that redefines its anchor.
  private mutating func target(of number: Int) -> ProgramReference {
    let dynamic = table { $0.dynamics }[number]
    let overrides = table { $0.overrides }
    for resource in resourcesOnTheWay {
      for place in dynamic.overrides.indices where overrides[place].resource == resource {
        return overrides[place].schema
      }
    }
    return dynamic.initial
  }
}
