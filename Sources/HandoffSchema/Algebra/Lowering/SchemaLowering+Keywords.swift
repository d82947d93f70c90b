extension SchemaLowering {
  /// The shape of one schema location: all its keywords together.
  mutating func read(_ place: Place) -> Shape {
    let node = graph.nodes[place.node]
    var parts = ShapeParts()
    parts.types = node.types
    if let values = node.enumeration { parts.shapes.append(arena.shape(of: values)) }
    if let value = node.constant { parts.shapes.append(arena.shape(of: [value])) }
    if let keywords = node.numeric { read(keywords, into: &parts) }
    if let keywords = node.string { read(keywords, into: &parts) }
    if let keywords = node.array { read(keywords, at: place, into: &parts) }
    if let keywords = node.object { read(keywords, at: place, into: &parts) }
    if let keywords = node.logic { read(keywords, at: place, into: &parts) }
    if let schema = node.object?.unevaluatedProperties {
      parts.objects += unevaluatedMembers(schema, at: place)
    }
    if let schema = node.array?.unevaluatedItems { parts.arrays += unevaluatedItems(schema, at: place) }
    note(parts, at: place)
    return parts.shape(in: &arena)
  }

  private mutating func read(_ keywords: NumericKeywords, into parts: inout ShapeParts) {
    if let divisor = keywords.multipleOf {
      parts.numbers.append(arena.formula(.multiple(of: divisor.decimal.magnitude)))
    }
    if let bound = keywords.minimum {
      parts.numbers.append(!arena.formula(.below(bound.decimal, orEqual: false)))
    }
    if let bound = keywords.exclusiveMinimum {
      parts.numbers.append(!arena.formula(.below(bound.decimal, orEqual: true)))
    }
    if let bound = keywords.maximum {
      parts.numbers.append(arena.formula(.below(bound.decimal, orEqual: true)))
    }
    if let bound = keywords.exclusiveMaximum {
      parts.numbers.append(arena.formula(.below(bound.decimal, orEqual: false)))
    }
  }

  private mutating func read(_ keywords: StringKeywords, into parts: inout ShapeParts) {
    if let length = keywords.minLength { parts.strings.append(!arena.shorter(than: length)) }
    if let length = keywords.maxLength, length < .max {
      parts.strings.append(arena.shorter(than: length + 1))
    }
    if let pattern = keywords.pattern { parts.strings.append(arena.formula(.matches(pattern))) }
    if let unread = keywords.unreadPattern {
      parts.strings.append(arena.opaque(.unreadPattern(unread.construct)))
    }
    if keywords.formatAsserts, let format = keywords.format, Format(named: format) != nil {
      parts.strings.append(arena.formula(.format(format)))
    }
  }

  private mutating func read(_ keywords: ArrayKeywords, at place: Place, into parts: inout ShapeParts) {
    for (index, schema) in keywords.prefixItems.enumerated() {
      let shape = shape(of: schema, from: place)
      parts.arrays.append(arena.item(at: index, in: shape))
    }
    if let schema = keywords.items {
      let shape = shape(of: schema, from: place)
      parts.arrays.append(arena.items(from: keywords.prefixItems.count, in: shape))
    }
    if let schema = keywords.contains {
      let shape = shape(of: schema, from: place)
      parts.arrays.append(!arena.fewerMatches(from: 0, of: shape, than: keywords.minContains ?? 1))
      if let most = keywords.maxContains, most < .max {
        parts.arrays.append(arena.fewerMatches(from: 0, of: shape, than: most + 1))
      }
    }
    if let count = keywords.minItems { parts.arrays.append(!arena.fewerItems(than: count)) }
    if let count = keywords.maxItems, count < .max { parts.arrays.append(arena.fewerItems(than: count + 1)) }
    if keywords.uniqueItems { parts.arrays.append(arena.formula(.uniqueItems)) }
  }

  private mutating func read(_ keywords: ObjectKeywords, at place: Place, into parts: inout ShapeParts) {
    for (key, schema) in keywords.properties {
      let shape = shape(of: schema, from: place)
      if shape == .all { continue }
      let name = arena.strings(in: [ExactString(key)])
      parts.objects.append(arena.members(named: name, in: shape))
    }
    for (pattern, schema) in keywords.patternProperties {
      let shape = shape(of: schema, from: place)
      if shape == .all { continue }
      let names = arena.formula(.matches(pattern))
      parts.objects.append(arena.members(named: names, in: shape))
    }
    if let schema = keywords.additionalProperties {
      let shape = shape(of: schema, from: place)
      if shape != .all {
        let names = !spelledOut(keywords)
        parts.objects.append(arena.members(named: names, in: shape))
      }
    }
    if let schema = keywords.propertyNames {
      let names = shape(of: schema, from: place).string
      parts.objects.append(arena.members(named: !names, in: .none))
    }
    for key in keywords.required { parts.objects.append(arena.present(key)) }
    if let count = keywords.minProperties { parts.objects.append(!arena.fewerMembers(than: count)) }
    if let count = keywords.maxProperties, count < .max {
      parts.objects.append(arena.fewerMembers(than: count + 1))
    }
    for (key, required) in keywords.dependentRequired {
      let all = arena.and(required.map { arena.present($0) })
      let present = arena.present(key)
      parts.objects.append(arena.or(!present, all))
    }
    for (key, schema) in keywords.dependentSchemas {
      let shape = shape(of: schema, from: place)
      let present = arena.present(key)
      parts.objects.append(arena.or(!present, shape.object))
    }
  }

  /// The names that `properties` and `patternProperties` look at.
  mutating func spelledOut(_ keywords: ObjectKeywords) -> Formula {
    var names = [arena.strings(in: keywords.properties.map { ExactString($0.key) })]
    for (pattern, _) in keywords.patternProperties { names.append(arena.formula(.matches(pattern))) }
    return arena.or(names)
  }

  private mutating func read(_ keywords: LogicKeywords, at place: Place, into parts: inout ShapeParts) {
    for schema in keywords.allOf { parts.shapes.append(shape(of: schema, from: place)) }
    if !keywords.anyOf.isEmpty {
      let branches = keywords.anyOf.map { shape(of: $0, from: place) }
      parts.shapes.append(arena.or(branches))
    }
    if !keywords.oneOf.isEmpty {
      let branches = keywords.oneOf.map { shape(of: $0, from: place) }
      parts.shapes.append(arena.or(branches))
      parts.shapes.append(exclusion(branches))
    }
    if let schema = keywords.not { parts.shapes.append(!shape(of: schema, from: place)) }
    if let condition = keywords.condition {
      let holds = shape(of: condition.condition, from: place)
      if let schema = condition.then {
        let shape = shape(of: schema, from: place)
        parts.shapes.append(arena.or(!holds, shape))
      }
      if let schema = condition.otherwise {
        let shape = shape(of: schema, from: place)
        parts.shapes.append(arena.or(holds, shape))
      }
    }
    if let schema = keywords.reference { parts.shapes.append(shape(of: schema, from: place)) }
    if let reference = keywords.dynamicReference {
      let target = scopes.target(of: reference, in: place.scope)
      parts.shapes.append(shape(of: target, from: place))
    }
  }
}
