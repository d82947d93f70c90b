extension ProgramRunner {
  mutating func checkLogic(_ number: Int, _ index: Int, marks: Int, depth: Int) -> Bool {
    let logic = logics + number
    steps &+= Int(
      logic.pointee.all.count &+ logic.pointee.any.schemas.count &+ logic.pointee.one.schemas.count)
    for place in logic.pointee.all.indices {
      guard check(references[place], index, marks: marks, depth: depth) else { return false }
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
      return check(
        holds ? logic.pointee.then : logic.pointee.otherwise, index, marks: marks, depth: depth)
    }
    return true
  }

  /// Counts the alternatives that accept a value, up to a number that is enough.
  private mutating func countMatches(
    _ branches: ProgramBranches, _ index: Int, marks: Int, depth: Int, enough: Int
  ) -> Int {
    var matching = 0
    let first = Int(branches.schemas.start)
    guard branches.masks >= 0 else {
      for place in branches.schemas.indices
      where tryBranch(references[place], index, marks: marks, depth: depth) {
        matching += 1
        if matching == enough { break }
      }
      return matching
    }
    var candidates = masks[Int(branches.masks) &+ Int(tape.nodes[index].kind.rawValue)]
    if branches.discriminator >= 0, candidates & (candidates &- 1) != 0, tape.nodes[index].kind == .object {
      candidates &= discriminate(Int(branches.discriminator), index)
    }
    while candidates != 0 {
      let place = candidates.trailingZeroBitCount
      candidates &= candidates &- 1
      if tryBranch(references[first &+ place], index, marks: marks, depth: depth) {
        matching &+= 1
        if matching == enough { break }
      }
    }
    return matching
  }

  /// The alternatives that an object's discriminating member leaves; all where it is missing or repeated.
  private mutating func discriminate(_ number: Int, _ index: Int) -> UInt64 {
    let discriminator = discriminators + number
    let entry = names + Int(discriminator.pointee.name.entries.start)
    var found = -1
    var name = index + 1
    while name < Int(tape.nodes[index].next) {
      if isSame(name, entry) {
        if found >= 0 { return .max }
        found = name + 1
      }
      name = Int(tape.nodes[name &+ 1].next)
    }
    if found < 0 { return .max }
    guard tape.nodes[found].kind == .string else { return discriminator.pointee.otherwise }
    let values = discriminator.pointee.values
    let place = place(of: found, in: values)
    if place < 0 { return discriminator.pointee.otherwise }
    return masks[Int(names[Int(values.entries.start) + place].mask)]
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
    let dynamic = dynamics[number]
    for resource in scope {
      for place in dynamic.overrides.indices where overrides[place].resource == resource {
        return overrides[place].schema
      }
    }
    return dynamic.initial
  }
}
