extension Evaluator {
  mutating func checkLogic(_ id: SchemaGraph.NodeID, _ value: JSONValue, tracking: Bool) -> Bool {
    guard let logic = nodes[id].logic else { return true }
    var isValid = true
    if let target = logic.reference {
      isValid = follow(from: id, to: target, logic.referenceKeyword, value, tracking: tracking)
      if !isValid, !isCollecting { return false }
    }
    if let dynamic = logic.dynamicReference {
      let target = self.target(of: dynamic)
      isValid = follow(from: id, to: target, dynamic.keyword, value, tracking: tracking) && isValid
      if !isValid, !isCollecting { return false }
    }
    for schema in logic.allOf {
      isValid = apply(from: id, to: schema, value, tracking: tracking) && isValid
      if !isValid, !isCollecting { return false }
    }
    if !logic.anyOf.isEmpty {
      isValid = checkAnyOf(id, logic.anyOf, value, tracking: tracking) && isValid
      if !isValid, !isCollecting { return false }
    }
    if !logic.oneOf.isEmpty {
      isValid = checkOneOf(id, logic.oneOf, value, tracking: tracking) && isValid
      if !isValid, !isCollecting { return false }
    }
    if let schema = logic.not, accepts(schema, value, tracking: false) {
      isValid = false
      if !isCollecting { return false }
      refuse(id, "not", found: found(value), allowed: "a value that \"not\" does not describe")
    }
    if let condition = logic.condition {
      isValid = checkCondition(id, condition, value, tracking: tracking) && isValid
    }
    return isValid
  }

  private mutating func checkCondition(
    _ id: SchemaGraph.NodeID, _ condition: LogicKeywords.Condition, _ value: JSONValue, tracking: Bool
  ) -> Bool {
    let holds = accepts(condition.condition, value, tracking: tracking)
    guard let schema = holds ? condition.then : condition.otherwise else { return true }
    return apply(from: id, to: schema, value, tracking: tracking)
  }

  // What a reference that depends on its surroundings means here: the outermost resource on the way that
  // redefines the anchor.
  private func target(of dynamic: LogicKeywords.DynamicReference) -> SchemaGraph.NodeID {
    for base in scope {
      for entry in dynamic.overrides where entry.base == base { return entry.schema }
    }
    return dynamic.initial
  }

  private mutating func checkAnyOf(
    _ id: SchemaGraph.NodeID, _ schemas: [SchemaGraph.NodeID], _ value: JSONValue, tracking: Bool
  ) -> Bool {
    let start = violations.count
    var branches = Branches()
    var isValid = false
    for schema in schemas {
      let before = violations.count
      if apply(from: id, to: schema, value, tracking: tracking) {
        isValid = true
        // Further branches matter only for what they evaluate.
        if !tracking { break }
      }
      branches.add(violations[before...], depth: path.count)
      violations.removeSubrange(before...)
    }
    violations.removeSubrange(start...)
    if !isValid, isCollecting { refuseBranches(id, "anyOf", branches, of: schemas.count, value) }
    return isValid
  }

  private mutating func checkOneOf(
    _ id: SchemaGraph.NodeID, _ schemas: [SchemaGraph.NodeID], _ value: JSONValue, tracking: Bool
  ) -> Bool {
    let start = violations.count
    var branches = Branches()
    var matching: [Int] = []
    for (place, schema) in schemas.enumerated() {
      let before = violations.count
      if apply(from: id, to: schema, value, tracking: tracking) {
        matching.append(place)
        if matching.count > 1, !isCollecting { return false }
      }
      branches.add(violations[before...], depth: path.count)
      violations.removeSubrange(before...)
    }
    violations.removeSubrange(start...)
    if matching.count == 1 { return true }
    guard isCollecting else { return false }
    if matching.isEmpty {
      refuseBranches(id, "oneOf", branches, of: schemas.count, value)
    } else {
      let places = matching.map(String.init).joined(separator: ", ")
      refuse(
        id, "oneOf", found: "\(found(value)), which alternatives \(places) accept",
        allowed: "a value that exactly 1 of \(schemas.count) alternatives accepts")
    }
    return false
  }

  /// Applies a schema without recording what it refuses.
  private mutating func accepts(_ schema: SchemaGraph.NodeID, _ value: JSONValue, tracking: Bool) -> Bool {
    let wasCollecting = isCollecting
    isCollecting = false
    let isValid = evaluate(schema, value, tracking: tracking)
    isCollecting = wasCollecting
    return isValid
  }

  /// Applies a subschema to the same value.
  mutating func apply(
    from id: SchemaGraph.NodeID, to schema: SchemaGraph.NodeID, _ value: JSONValue, tracking: Bool
  ) -> Bool {
    guard isCollecting else { return evaluate(schema, value, tracking: tracking) }
    route.append(Hop(from: id, to: schema))
    let isValid = evaluate(schema, value, tracking: tracking)
    route.removeLast()
    return isValid
  }

  private mutating func follow(
    from id: SchemaGraph.NodeID, to schema: SchemaGraph.NodeID, _ keyword: String, _ value: JSONValue,
    tracking: Bool
  ) -> Bool {
    guard isCollecting else { return evaluate(schema, value, tracking: tracking) }
    route.append(Hop(from: id, to: schema, reference: keyword))
    let isValid = evaluate(schema, value, tracking: tracking)
    route.removeLast()
    return isValid
  }

  /// Applies a subschema to a value inside this one.
  mutating func descend(
    from id: SchemaGraph.NodeID, to schema: SchemaGraph.NodeID, _ value: JSONValue, _ step: Step
  ) -> Bool {
    guard isCollecting else { return evaluate(schema, value, tracking: false) }
    path.append(step)
    route.append(Hop(from: id, to: schema))
    let isValid = evaluate(schema, value, tracking: false)
    route.removeLast()
    path.removeLast()
    return isValid
  }
}
