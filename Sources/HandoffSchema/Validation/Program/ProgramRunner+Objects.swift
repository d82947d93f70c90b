extension ProgramRunner {
  mutating func checkObject(
    _ object: UnsafePointer<ProgramObject>, _ index: Int, marks: Int, depth: Int
  ) -> Bool {
    if object.pointee.minProperties > 0 || object.pointee.maxProperties < .max {
      guard checkCount(object, index) else { return false }
    }
    guard object.pointee.looksAtMembers else { return true }
    steps &+= Int(tape.nodes[index].length)
    if object.pointee.asksForNamesOnly { return hasRequiredNames(object, index) }
    let count = Int(object.pointee.names.entries.count)
    guard count <= 64 else { return checkManyNames(object, index, marks: marks, depth: depth) }

    let entries = names + Int(object.pointee.names.entries.start)
    let isPlain = object.pointee.isPlain
    let end = Int(tape.nodes[index].next)
    var seen: UInt64 = 0
    var name = index &+ 1
    var mark = marks
    // The place of the name that follows the last one found: members mostly come in the schema's order.
    var expected = 0
    while name < end {
      var schema = ProgramReference.none
      var place = -1
      if expected < count, isSame(name, entries + expected) {
        place = expected
      } else if expected &+ 1 < count, isSame(name, entries + (expected &+ 1)) {
        place = expected &+ 1
      } else if count > 0 {
        place = self.place(of: name, in: object.pointee.names)
      }
      if place >= 0 {
        let bit = UInt64(1) << UInt64(truncatingIfNeeded: place)
        if seen & bit != 0 {
          hasGivenUp = true
          return false
        }
        seen |= bit
        expected = place &+ 1
        schema = entries[place].schema
      }
      if isPlain {
        if schema.isNone { schema = object.pointee.additional }
        if !schema.isNone {
          if mark != Self.noMarks { self.marks[mark] = true }
          guard check(schema, name &+ 1, marks: Self.noMarks, depth: depth) else {
            return refuseMember(of: index)
          }
        }
      } else {
        guard checkMember(object, name, schema, mark: mark, depth: depth) else {
          return refuseMember(of: index)
        }
      }
      if mark != Self.noMarks { mark &+= 1 }
      name = Int(tape.nodes[name &+ 1].next)
    }
    guard seen & object.pointee.required == object.pointee.required else { return false }
    if object.pointee.dependentRequired.count > 0 || object.pointee.dependentSchemas.count > 0 {
      return checkDependents(object, index, marks: marks, depth: depth, seen: .word(seen))
    }
    return true
  }

  @inline(never)
  private mutating func checkCount(_ object: UnsafePointer<ProgramObject>, _ index: Int) -> Bool {
    let count = Int(tape.nodes[index].length)
    if count < object.pointee.minProperties { return false }
    if object.pointee.minProperties > 1 || count > object.pointee.maxProperties {
      // Only distinct keys count.
      if tape.hasRepeatedNames(index) { hasGivenUp = true }
      return !hasGivenUp && count <= object.pointee.maxProperties
    }
    return true
  }

  private mutating func hasRequiredNames(_ object: UnsafePointer<ProgramObject>, _ index: Int) -> Bool {
    let entries = names + Int(object.pointee.names.entries.start)
    let count = Int(object.pointee.names.entries.count)
    var missing = object.pointee.required
    var name = index &+ 1
    while missing != 0, name < Int(tape.nodes[index].next) {
      let place = count == 1 ? isSame(name, entries) ? 0 : -1 : self.place(of: name, in: object.pointee.names)
      if place >= 0 { missing &= ~(UInt64(1) << UInt64(truncatingIfNeeded: place)) }
      name = Int(tape.nodes[name &+ 1].next)
    }
    return missing == 0
  }

  /// As ``checkObject(_:_:marks:depth:)``, for more names than a word has bits.
  @inline(never)
  private mutating func checkManyNames(
    _ object: UnsafePointer<ProgramObject>, _ index: Int, marks outer: Int, depth: Int
  ) -> Bool {
    let seen = marks.push(Int(object.pointee.names.entries.count))
    defer { marks.pop(seen) }
    let end = Int(tape.nodes[index].next)
    var name = index + 1
    var position = 0
    while name < end {
      let place = self.place(of: name, in: object.pointee.names)
      if place >= 0 {
        if marks[seen + place] {
          hasGivenUp = true
          return false
        }
        marks[seen + place] = true
      }
      let schema =
        place >= 0 ? names[Int(object.pointee.names.entries.start) + place].schema : ProgramReference.none
      let mark = outer == Self.noMarks ? outer : outer + position
      guard checkMember(object, name, schema, mark: mark, depth: depth) else {
        return refuseMember(of: index)
      }
      name = Int(tape.nodes[name + 1].next)
      position += 1
    }
    for place in 0..<64 where object.pointee.required & 1 << UInt64(place) != 0 && !marks[seen + place] {
      return false
    }
    for place in object.pointee.requiredFurther.indices where !marks[seen + Int(places[place])] {
      return false
    }
    return checkDependents(object, index, marks: outer, depth: depth, seen: .run(seen))
  }

  @inline(never)
  private mutating func checkMember(
    _ object: UnsafePointer<ProgramObject>, _ name: Int, _ schema: ProgramReference, mark: Int, depth: Int
  ) -> Bool {
    steps &+= 1 &+ Int(object.pointee.patterns.count)
    if !object.pointee.propertyNames.isNone,
      !check(object.pointee.propertyNames, name, marks: Self.noMarks, depth: depth)
    {
      return false
    }
    var isKnown = !schema.isNone
    if isKnown, !check(schema, name + 1, marks: Self.noMarks, depth: depth) { return false }
    if object.pointee.patterns.count > 0 {
      let table = patternProperties
      for place in object.pointee.patterns.indices where matches(table[place].pattern, name) {
        isKnown = true
        if !check(table[place].schema, name + 1, marks: Self.noMarks, depth: depth) { return false }
      }
    }
    if !isKnown, !object.pointee.additional.isNone {
      isKnown = true
      if !check(object.pointee.additional, name + 1, marks: Self.noMarks, depth: depth) { return false }
    }
    if isKnown, mark != Self.noMarks { marks[mark] = true }
    return true
  }

  /// The names that an object has: bits, or flags in the mark stack.
  private enum SeenNames {
    case word(UInt64)
    case run(Int)
  }

  private mutating func has(_ place: UInt32, _ seen: SeenNames) -> Bool {
    switch seen {
    case .word(let word): word & (1 << UInt64(place)) != 0
    case .run(let start): marks[start + Int(place)]
    }
  }

  @inline(never)
  private mutating func checkDependents(
    _ object: UnsafePointer<ProgramObject>, _ index: Int, marks: Int, depth: Int, seen: SeenNames
  ) -> Bool {
    for entry in object.pointee.dependentRequired.indices where has(dependencies[entry].name, seen) {
      for place in dependencies[entry].required.indices where !has(places[place], seen) { return false }
    }
    for entry in object.pointee.dependentSchemas.indices where has(dependencies[entry].name, seen) {
      if !check(dependencies[entry].schema, index, marks: marks, depth: depth) { return false }
    }
    return true
  }
}
