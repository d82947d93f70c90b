extension ProgramRunner {
  mutating func checkLogic(_ number: Int, _ index: Int, marks: Int, depth: Int) -> Bool {
    let logic = image.table(program.sections.logics) + number
    for place in logic.pointee.all.indices {
      guard check(references[place], index, marks: marks, depth: depth) else { return false }
    }
    if logic.pointee.dynamic >= 0 {
      let target = target(of: Int(logic.pointee.dynamic))
      guard check(target, index, marks: marks, depth: depth) else { return false }
    }
    if logic.pointee.any.count > 0 {
      var isValid = false
      for place in logic.pointee.any.indices
      where tryBranch(references[place], index, marks: marks, depth: depth) {
        isValid = true
        // Further branches matter only for what they evaluate.
        if marks == Self.noMarks { break }
      }
      guard isValid else { return false }
    }
    if logic.pointee.one.count > 0 {
      var matching = 0
      for place in logic.pointee.one.indices
      where tryBranch(references[place], index, marks: marks, depth: depth) {
        matching += 1
        if matching > 1 { return false }
      }
      guard matching == 1 else { return false }
    }
    if !logic.pointee.not.isNone, check(logic.pointee.not, index, marks: Self.noMarks, depth: depth) {
      return false
    }
    if !logic.pointee.condition.isNone {
      let holds = tryBranch(logic.pointee.condition, index, marks: marks, depth: depth)
      return check(
        holds ? logic.pointee.then : logic.pointee.otherwise, index, marks: marks, depth: depth)
    }
    return true
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
  private func target(of number: Int) -> ProgramReference {
    let dynamic = image.table(program.sections.dynamics)[number]
    let overrides = image.table(program.sections.overrides)
    for resource in scope {
      for place in dynamic.overrides.indices where overrides[place].resource == resource {
        return overrides[place].schema
      }
    }
    return dynamic.initial
  }
}
