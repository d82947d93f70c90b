/// Keywords for objects.
struct ProgramObject: BitwiseCopyable {
  /// All names that keywords mention; their places are the bits of `required`.
  var names = NameTable()
  /// The required names among the first 64.
  var required: UInt64 = 0
  /// The places of the other required names, in the table of places.
  var requiredFurther = ProgramRange()
  var minProperties = 0
  var maxProperties = Int.max
  var patterns = ProgramRange()
  var additional = ProgramReference.none
  var propertyNames = ProgramReference.none
  var unevaluated = ProgramReference.none
  /// In the table of dependencies.
  var dependentRequired = ProgramRange()
  var dependentSchemas = ProgramRange()
  /// False where no member needs to be looked at.
  var looksAtMembers = false
  /// True where `properties` and `additionalProperties` alone look at the values of members.
  var isPlain = false
  /// True where the only question is whether the required names occur.
  var asksForNamesOnly = false
}

/// One entry of `patternProperties`.
struct ProgramPatternProperty: BitwiseCopyable {
  var pattern: Int32
  var schema: ProgramReference
}

/// One entry of `dependentRequired` or `dependentSchemas`.
struct ProgramDependency: BitwiseCopyable {
  /// The place of the name that asks.
  var name: UInt32
  /// The places of the names that it asks for.
  var required = ProgramRange()
  var schema = ProgramReference.none
}

extension ProgramCompiler {
  mutating func compile(_ object: ObjectKeywords) -> Int32 {
    var list: [(name: String, schema: ProgramReference)] = []
    var known: [ExactString: UInt32] = [:]
    func place(_ name: String) -> UInt32 {
      if let place = known[ExactString(name)] { return place }
      let place = UInt32(list.count)
      known[ExactString(name)] = place
      list.append((name, .none))
      return place
    }
    // Properties first, in their order: members mostly come in it.
    for property in object.properties { list[Int(place(property.key))].schema = reference(property.schema) }

    var result = ProgramObject(
      minProperties: object.minProperties ?? 0, maxProperties: object.maxProperties ?? .max,
      additional: reference(object.additionalProperties), propertyNames: reference(object.propertyNames),
      unevaluated: reference(object.unevaluatedProperties))
    var further: [UInt32] = []
    for name in object.required {
      let place = place(name)
      if place < 64 { result.required |= 1 << UInt64(place) } else { further.append(place) }
    }
    var dependents: [ProgramDependency] = []
    for dependency in object.dependentRequired {
      let trigger = place(dependency.key)
      let asked = dependency.required.map { place($0) }
      dependents.append(ProgramDependency(name: trigger, required: range(of: asked)))
    }
    result.dependentRequired = add(dependents)
    result.dependentSchemas = add(
      object.dependentSchemas.map {
        ProgramDependency(name: place($0.key), schema: reference($0.schema))
      })
    result.requiredFurther = range(of: further)
    result.patterns = ProgramRange(
      start: UInt32(patternProperties.count), count: UInt32(object.patternProperties.count))
    for entry in object.patternProperties {
      let number = number(of: entry.pattern)
      patternProperties.append(ProgramPatternProperty(pattern: number, schema: reference(entry.schema)))
    }
    result.names = names.add(list)
    result.looksAtMembers =
      !list.isEmpty || !object.patternProperties.isEmpty || !result.additional.isNone
      || !result.propertyNames.isNone
    result.isPlain = object.patternProperties.isEmpty && object.propertyNames == nil
    result.asksForNamesOnly =
      result.isPlain && object.properties.isEmpty && object.additionalProperties == nil && list.count <= 64
      && object.dependentRequired.isEmpty && object.dependentSchemas.isEmpty
    objects.append(result)
    return Int32(objects.count - 1)
  }

  private mutating func range(of list: [UInt32]) -> ProgramRange {
    let range = ProgramRange(start: UInt32(places.count), count: UInt32(list.count))
    places += list
    return range
  }

  private mutating func add(_ list: [ProgramDependency]) -> ProgramRange {
    let range = ProgramRange(start: UInt32(dependencies.count), count: UInt32(list.count))
    dependencies += list
    return range
  }
}

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
    let places = table { $0.places }
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
      let table = table { $0.patternProperties }
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
    let dependencies = table { $0.dependencies }
    let places = table { $0.places }
    for entry in object.pointee.dependentRequired.indices where has(dependencies[entry].name, seen) {
      for place in dependencies[entry].required.indices where !has(places[place], seen) { return false }
    }
    for entry in object.pointee.dependentSchemas.indices where has(dependencies[entry].name, seen) {
      if !check(dependencies[entry].schema, index, marks: marks, depth: depth) { return false }
    }
    return true
  }
}
