// Each stage goes on where it waited for an application, and says whether it has ended.
extension Evaluator {
  mutating func checkCounts(_ id: SchemaGraph.NodeID, _ elements: [JSONValue], _ value: JSONValue) -> Bool {
    guard let array = nodes[id].array else { return true }
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

  mutating func advanceElements(_ top: Int) -> Bool {
    guard case .array(let elements) = frames[top].value, let array = nodes[frames[top].id].array else {
      return true
    }
    let marking = frames[top].marking
    var place = frames[top].place
    while true {
      if let isValid = takeOutcome() {
        guard record(isValid, top) else { return true }
        if marking { marks[marks.count - 1].insert(place) }
        place += 1
      }
      guard place < elements.count, let schema = array.schema(ofElement: place) else { break }
      descend(to: schema, elements[place], .index(place), place: place, top)
      if isWaiting {
        frames[top].place = place
        return false
      }
    }
    if marking, array.items != nil { marks[marks.count - 1].insertAll() }
    return true
  }

  mutating func advanceContains(_ top: Int) -> Bool {
    guard case .array(let elements) = frames[top].value, let array = nodes[frames[top].id].array,
      let contains = array.contains
    else { return true }
    let counting = frames[top].marking && array.containsEvaluates
    var place = frames[top].place
    var matching = frames[top].count
    while true {
      if let isValid = takeOutcome() {
        if isValid, takenOpen.isOpen {
          frames[top].part += 1
          frames[top].openParts.formFirst(takenOpen)
        } else if isValid {
          matching += 1
          if counting { marks[marks.count - 1].insert(place) }
        }
        place += 1
      }
      guard place < elements.count, counting || !array.isDecided(byMatching: matching) else { break }
      // Elements that do not match are no violations, so they are tried without recording.
      let index = index(ofPart: place, top)
      attempt(contains, on: elements[place], at: index, top, step: .index(place), tracking: false)
      if isWaiting {
        frames[top].place = place
        frames[top].count = matching
        return false
      }
    }
    checkMatching(top, array, matching: matching, of: elements.count)
    return true
  }

  private mutating func checkMatching(_ top: Int, _ array: ArrayKeywords, matching: Int, of count: Int) {
    let least = array.minContains ?? 1
    let most = array.maxContains ?? .max
    let open = frames[top].part
    if open > 0, frames[top].marking { frames[top].open.formFirst(frames[top].openParts) }
    if matching >= least, matching + open <= most { return }
    if open > 0, matching <= most, matching + open >= least {
      frames[top].open.formFirst(frames[top].openParts)
      return
    }
    frames[top].isValid = false
    guard isCollecting else { return }
    let id = frames[top].id
    let found = "\(matching) of \(counted(count, "element"))"
    if matching < least {
      let keyword = array.minContains == nil ? "contains" : "minContains"
      refuse(id, keyword, found: found, allowed: "at least \(least) that \"contains\" describes")
    } else {
      refuse(id, "maxContains", found: found, allowed: "at most \(most) that \"contains\" describes")
    }
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

extension ArrayKeywords {
  /// The schema of the element at a place, or `nil` where none describes it.
  func schema(ofElement place: Int) -> SchemaGraph.NodeID? {
    place < prefixItems.count ? prefixItems[place] : items
  }

  /// Says whether no further element can change the verdict of `contains`.
  func isDecided(byMatching matching: Int) -> Bool {
    guard matching >= minContains ?? 1 else { return false }
    return maxContains.map { matching > $0 } ?? true
  }
}
