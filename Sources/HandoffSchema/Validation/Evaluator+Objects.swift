extension Evaluator {
  mutating func checkObject(
    _ id: SchemaGraph.NodeID, _ members: JSONObject, _ value: JSONValue, marking: Bool
  ) -> Bool {
    guard let object = nodes[id].object else { return true }
    var isValid = checkNames(id, object, members, value)
    if !isValid, !isCollecting { return false }
    if !object.properties.isEmpty || !object.patternProperties.isEmpty || object.additionalProperties != nil {
      isValid = checkMembers(id, object, members, marking: marking) && isValid
      if !isValid, !isCollecting { return false }
    }
    if let names = object.propertyNames {
      isValid = checkPropertyNames(id, names, members) && isValid
      if !isValid, !isCollecting { return false }
    }
    for dependent in object.dependentSchemas where members[dependent.key] != nil {
      if !apply(from: id, to: dependent.schema, value, tracking: marking) {
        isValid = false
        if !isCollecting { return false }
      }
    }
    return isValid
  }

  private mutating func checkNames(
    _ id: SchemaGraph.NodeID, _ object: ObjectKeywords, _ members: JSONObject, _ value: JSONValue
  ) -> Bool {
    var isValid = true
    for name in object.required where members[name] == nil {
      isValid = false
      if !isCollecting { return false }
      refuseMissing(id, "required", [], name, members, object)
    }
    if let least = object.minProperties, members.count < least {
      isValid = false
      if !isCollecting { return false }
      refuse(id, "minProperties", found: value.brief, allowed: "at least \(counted(least, "member"))")
    }
    if let most = object.maxProperties, members.count > most {
      isValid = false
      if !isCollecting { return false }
      refuse(id, "maxProperties", found: value.brief, allowed: "at most \(counted(most, "member"))")
    }
    for dependent in object.dependentRequired where members[dependent.key] != nil {
      for name in dependent.required where members[name] == nil {
        isValid = false
        if !isCollecting { return false }
        refuseMissing(id, object.dependentRequiredKeyword, [dependent.key], name, members, object)
      }
    }
    return isValid
  }

  private mutating func checkMembers(
    _ id: SchemaGraph.NodeID, _ object: ObjectKeywords, _ members: JSONObject, marking: Bool
  ) -> Bool {
    var isValid = true
    for (place, member) in members.enumerated() {
      var isKnown = false
      if let schema = object.schema(of: member.key) {
        isKnown = true
        isValid = descend(from: id, to: schema, member.value, .key(member.key)) && isValid
        if !isValid, !isCollecting { return false }
      }
      for entry in object.patternProperties where entry.pattern.matches(member.key) {
        isKnown = true
        isValid = descend(from: id, to: entry.schema, member.value, .key(member.key)) && isValid
        if !isValid, !isCollecting { return false }
      }
      if !isKnown, let schema = object.additionalProperties {
        isKnown = true
        isValid = descend(from: id, to: schema, member.value, .key(member.key)) && isValid
        if !isValid, !isCollecting { return false }
      }
      if isKnown, marking { marks[marks.count - 1].insert(place) }
    }
    return isValid
  }

  private mutating func checkPropertyNames(
    _ id: SchemaGraph.NodeID, _ names: SchemaGraph.NodeID, _ members: JSONObject
  ) -> Bool {
    var isValid = true
    namesUnderWay += 1
    for member in members {
      if !apply(from: id, to: names, .string(member.key), tracking: false) {
        isValid = false
        if !isCollecting { break }
      }
    }
    namesUnderWay -= 1
    return isValid
  }

  /// Applies `unevaluatedProperties` or `unevaluatedItems` to what nothing else has looked at.
  ///
  /// Runs only where everything beside it accepts: a subschema that refused evaluated nothing, and every
  /// member would be reported for want of it.
  mutating func checkUnevaluated(_ id: SchemaGraph.NodeID, _ value: JSONValue) -> Bool {
    var isValid = true
    switch value {
    case .object(let members):
      guard let schema = nodes[id].object?.unevaluatedProperties else { return true }
      for (place, member) in members.enumerated() where !marks[marks.count - 1].contains(place) {
        isValid = descend(from: id, to: schema, member.value, .key(member.key)) && isValid
        if !isValid, !isCollecting { return false }
      }
    case .array(let elements):
      guard let schema = nodes[id].array?.unevaluatedItems else { return true }
      for (place, element) in elements.enumerated() where !marks[marks.count - 1].contains(place) {
        isValid = descend(from: id, to: schema, element, .index(place)) && isValid
        if !isValid, !isCollecting { return false }
      }
    default: return true
    }
    marks[marks.count - 1].insertAll()
    return isValid
  }
}
