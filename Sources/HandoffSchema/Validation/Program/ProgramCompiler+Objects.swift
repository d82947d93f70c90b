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
