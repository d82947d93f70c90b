// Each stage goes on where it waited for an application, and says whether it has ended.
extension Evaluator {
  mutating func checkNames(_ id: SchemaGraph.NodeID, _ members: JSONObject, _ value: JSONValue) -> Bool {
    guard let object = nodes[id].object else { return true }
    var isValid = true
    for name in object.required where members[name] == nil {
      isValid = false
      if !isCollecting { return false }
      refuseMissing(id, "required", [], name, members, object, because: nil)
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
        refuseMissing(
          id, object.dependentRequiredKeyword, [dependent.key], name, members, object,
          because: dependent.key)
      }
    }
    return isValid
  }

  mutating func advanceMembers(_ top: Int) -> Bool {
    guard case .object(let members) = frames[top].value, let object = nodes[frames[top].id].object,
      object.describesMembers
    else { return true }
    let marking = frames[top].marking
    var place = frames[top].place
    // Which of the schemas that may describe the member comes next, and how many did.
    var part = frames[top].part
    var known = frames[top].count
    while place < members.count {
      if let isValid = takeOutcome(), !record(isValid, top) { return true }
      let member = members[place]
      if let schema = object.nextSchema(of: member.key, part: &part, isKnown: known > 0) {
        known += 1
        descend(to: schema, member.value, .key(member.key), place: place, top)
        if isWaiting {
          frames[top].place = place
          frames[top].part = part
          frames[top].count = known
          return false
        }
        continue
      }
      if known > 0, marking { marks[marks.count - 1].insert(place) }
      place += 1
      part = 0
      known = 0
    }
    return true
  }

  mutating func advanceNames(_ top: Int) -> Bool {
    guard case .object(let members) = frames[top].value,
      let names = nodes[frames[top].id].object?.propertyNames
    else { return true }
    var place = frames[top].place
    while true {
      if let isValid = takeOutcome() {
        namesUnderWay -= 1
        guard record(isValid, top) else { return true }
        place += 1
      }
      guard place < members.count else { return true }
      namesUnderWay += 1
      applyToName(names, members[place].key, place: place, top)
      if isWaiting {
        frames[top].place = place
        return false
      }
    }
  }

  mutating func advanceDependents(_ top: Int) -> Bool {
    guard case .object(let members) = frames[top].value,
      let dependents = nodes[frames[top].id].object?.dependentSchemas
    else { return true }
    if let isValid = takeOutcome() {
      if isCollecting, !isValid {
        explain(from: frames[top].count, Self.presence(of: dependents[frames[top].place - 1].key))
      }
      if !record(isValid, top) { return true }
    }
    while frames[top].place < dependents.count {
      let dependent = dependents[frames[top].place]
      frames[top].place += 1
      if members[dependent.key] == nil { continue }
      frames[top].count = violations.count
      apply(dependent.schema, to: frames[top].value, top, tracking: tracks(.dependentSchemas, top))
      return false
    }
    return true
  }

  /// Applies `unevaluatedProperties` or `unevaluatedItems` to what nothing else has looked at.
  mutating func advanceUnevaluated(_ top: Int) -> Bool {
    let node = frames[top].id
    let count: Int
    let target: SchemaGraph.NodeID?
    switch frames[top].value {
    case .object(let members): (count, target) = (members.count, nodes[node].object?.unevaluatedProperties)
    case .array(let elements): (count, target) = (elements.count, nodes[node].array?.unevaluatedItems)
    default: return true
    }
    guard let target else { return true }
    var place = frames[top].place
    while true {
      if let isValid = takeOutcome() {
        guard record(isValid, top) else { return true }
        place += 1
      }
      while place < count, marks[marks.count - 1].contains(place) { place += 1 }
      guard place < count else { break }
      switch frames[top].value {
      case .object(let members):
        let member = members[place]
        descend(to: target, member.value, .key(member.key), place: place, top)
      case .array(let elements): descend(to: target, elements[place], .index(place), place: place, top)
      default: return true
      }
      if isWaiting {
        frames[top].place = place
        return false
      }
    }
    marks[marks.count - 1].insertAll()
    return true
  }
}

extension ObjectKeywords {
  fileprivate var describesMembers: Bool {
    !properties.isEmpty || !patternProperties.isEmpty || additionalProperties != nil
  }

  /// The next of the schemas that describe a member: that of `properties`, those of `patternProperties`, and
  /// that of `additionalProperties` where it is not known otherwise.
  fileprivate func nextSchema(of key: String, part: inout Int, isKnown: Bool) -> SchemaGraph.NodeID? {
    if part == 0 {
      part = 1
      if let schema = schema(of: key) { return schema }
    }
    while part <= patternProperties.count {
      let entry = patternProperties[part - 1]
      part += 1
      if entry.pattern.matches(key) { return entry.schema }
    }
    guard part == patternProperties.count + 1 else { return nil }
    part += 1
    return isKnown ? nil : additionalProperties
  }
}
