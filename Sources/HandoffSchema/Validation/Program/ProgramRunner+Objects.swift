extension ProgramRunner {
  mutating func checkObject(
    _ object: UnsafePointer<ProgramObject>, _ index: Int, marks: Int, depth: Int
  ) -> Bool {
    let count = Int(tape.nodes[index].length)
    if count < object.pointee.minProperties { return false }
    if object.pointee.minProperties > 1 || object.pointee.maxProperties < .max {
      // Only distinct keys count.
      if tape.hasRepeatedNames(index) {
        hasGivenUp = true
        return false
      }
      if count > object.pointee.maxProperties { return false }
    }
    guard object.pointee.looksAtMembers else { return true }
    let nameCount = Int(object.pointee.names.entries.count)
    guard nameCount <= 64 else { return checkManyNames(object, index, marks: marks, depth: depth) }

    var seen: UInt64 = 0
    let end = Int(tape.nodes[index].next)
    var name = index + 1
    var position = 0
    // The place of the name that follows the last one found: members mostly come in the schema's order.
    var expected = 0
    while name < end {
      let place = self.place(of: name, in: object.pointee.names, expected: expected)
      if place >= 0 {
        let bit = UInt64(1) << UInt64(truncatingIfNeeded: place)
        if seen & bit != 0 {
          hasGivenUp = true
          return false
        }
        seen |= bit
        expected = place &+ 1
      }
      guard
        checkMember(
          object, name, place: place, mark: marks == Self.noMarks ? marks : marks &+ position, depth: depth)
      else { return refuseMember(of: index) }
      name = Int(tape.nodes[name &+ 1].next)
      position &+= 1
    }
    guard seen & object.pointee.required == object.pointee.required else { return false }
    if object.pointee.dependentRequired.count > 0 || object.pointee.dependentSchemas.count > 0 {
      return checkDependents(object, index, marks: marks, depth: depth, seen: .word(seen))
    }
    return true
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
    var expected = 0
    while name < end {
      let place = self.place(of: name, in: object.pointee.names, expected: expected)
      if place >= 0 {
        if marks[seen + place] {
          hasGivenUp = true
          return false
        }
        marks[seen + place] = true
        expected = place + 1
      }
      guard
        checkMember(
          object, name, place: place, mark: outer == Self.noMarks ? outer : outer + position, depth: depth)
      else { return refuseMember(of: index) }
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

  @inline(__always)
  private mutating func checkMember(
    _ object: UnsafePointer<ProgramObject>, _ name: Int, place: Int, mark: Int, depth: Int
  ) -> Bool {
    let schema =
      place >= 0
      ? names[Int(object.pointee.names.entries.start) &+ place].schema : ProgramReference.none
    if !schema.isNone, object.pointee.patterns.count == 0, object.pointee.propertyNames.isNone {
      if mark != Self.noMarks { marks[mark] = true }
      return check(schema, name &+ 1, marks: Self.noMarks, depth: depth)
    }
    return checkOtherMember(object, name, schema, mark: mark, depth: depth)
  }

  private mutating func checkOtherMember(
    _ object: UnsafePointer<ProgramObject>, _ name: Int, _ schema: ProgramReference, mark: Int, depth: Int
  ) -> Bool {
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
