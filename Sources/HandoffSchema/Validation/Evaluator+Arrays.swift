extension Evaluator {
  mutating func checkArray(
    _ id: SchemaGraph.NodeID, _ elements: [JSONValue], _ value: JSONValue, marking: Bool
  ) -> Bool {
    guard let array = nodes[id].array else { return true }
    var isValid = checkCounts(id, array, elements, value)
    if !isValid, !isCollecting { return false }
    if !array.prefixItems.isEmpty || array.items != nil {
      isValid = checkElements(id, array, elements, marking: marking) && isValid
      if !isValid, !isCollecting { return false }
    }
    if let contains = array.contains {
      isValid = checkContains(id, array, contains, elements, marking: marking) && isValid
    }
    return isValid
  }

  private mutating func checkCounts(
    _ id: SchemaGraph.NodeID, _ array: ArrayKeywords, _ elements: [JSONValue], _ value: JSONValue
  ) -> Bool {
    var isValid = true
    if let least = array.minItems, elements.count < least {
      isValid = false
      if !isCollecting { return false }
      refuse(id, "minItems", found: value.brief, allowed: "at least \(counted(least, "element"))")
    }
    if let most = array.maxItems, elements.count > most {
      isValid = false
      if !isCollecting { return false }
      refuse(id, "maxItems", found: value.brief, allowed: "at most \(counted(most, "element"))")
    }
    if array.uniqueItems, let (first, second) = firstRepeated(elements) {
      isValid = false
      if !isCollecting { return false }
      refuse(
        id, "uniqueItems", found: "\(elements[first].literal) at \(first) and again at \(second)",
        allowed: "elements that all differ")
    }
    return isValid
  }

  private mutating func checkElements(
    _ id: SchemaGraph.NodeID, _ array: ArrayKeywords, _ elements: [JSONValue], marking: Bool
  ) -> Bool {
    var isValid = true
    for (place, element) in elements.enumerated() {
      let schema: SchemaGraph.NodeID
      if place < array.prefixItems.count {
        schema = array.prefixItems[place]
      } else if let items = array.items {
        schema = items
      } else {
        break
      }
      if !descend(from: id, to: schema, element, .index(place)) {
        isValid = false
        if !isCollecting { return false }
      }
      if marking { marks[marks.count - 1].insert(place) }
    }
    if marking, array.items != nil { marks[marks.count - 1].insertAll() }
    return isValid
  }

  private mutating func checkContains(
    _ id: SchemaGraph.NodeID, _ array: ArrayKeywords, _ contains: SchemaGraph.NodeID,
    _ elements: [JSONValue], marking: Bool
  ) -> Bool {
    let least = array.minContains ?? 1
    let most = array.maxContains ?? .max
    let counting = marking && array.containsEvaluates
    var matching = 0
    // Elements that do not match are no violations, so they are tried without recording.
    let wasCollecting = isCollecting
    isCollecting = false
    for (place, element) in elements.enumerated() {
      if !counting, matching >= least, array.maxContains == nil || matching > most { break }
      guard evaluate(contains, element, tracking: false) else { continue }
      matching += 1
      if counting { marks[marks.count - 1].insert(place) }
    }
    isCollecting = wasCollecting
    if matching >= least, matching <= most { return true }
    guard isCollecting else { return false }
    let found = "\(matching) of \(counted(elements.count, "element"))"
    if matching < least {
      let keyword = array.minContains == nil ? "contains" : "minContains"
      refuse(id, keyword, found: found, allowed: "at least \(least) that \"contains\" describes")
    } else {
      refuse(id, "maxContains", found: found, allowed: "at most \(most) that \"contains\" describes")
    }
    return false
  }

  // Pairwise for a few elements, by hash for more: never quadratic.
  private func firstRepeated(_ elements: [JSONValue]) -> (Int, Int)? {
    if elements.count < 6 {
      for second in elements.indices.dropFirst() {
        for first in 0..<second where elements[first] == elements[second] { return (first, second) }
      }
      return nil
    }
    var places: [JSONValue: Int] = [:]
    places.reserveCapacity(elements.count)
    for (place, element) in elements.enumerated() {
      if let first = places.updateValue(place, forKey: element) { return (first, place) }
    }
    return nil
  }
}
