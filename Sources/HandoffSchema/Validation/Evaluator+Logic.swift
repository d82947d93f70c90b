// Each stage goes on where it waited for an application, and says whether it has ended.
extension Evaluator {
  mutating func advanceReference(_ top: Int) -> Bool {
    if let isValid = takeOutcome() {
      _ = record(isValid, top)
      return true
    }
    guard let logic = nodes[frames[top].id].logic, let target = logic.reference else { return true }
    follow(logic.referenceKeyword, to: target, top)
    return false
  }

  mutating func advanceDynamicReference(_ top: Int) -> Bool {
    if let isValid = takeOutcome() {
      _ = record(isValid, top)
      return true
    }
    guard let dynamic = nodes[frames[top].id].logic?.dynamicReference else { return true }
    follow(dynamic.keyword, to: target(of: dynamic), top)
    return false
  }

  // What a reference that depends on its surroundings means here: the outermost resource on the way that
  // redefines the anchor.
  private mutating func target(of dynamic: LogicKeywords.DynamicReference) -> SchemaGraph.NodeID {
    for base in scope {
      for entry in dynamic.overrides where entry.base == base { return entry.schema }
    }
    return dynamic.initial
  }

  mutating func advanceAll(_ top: Int) -> Bool {
    if let isValid = takeOutcome(), !record(isValid, top) { return true }
    guard let schemas = nodes[frames[top].id].logic?.allOf, frames[top].place < schemas.count else {
      return true
    }
    frames[top].place += 1
    apply(schemas[frames[top].place - 1], to: frames[top].value, top, tracking: tracks(.allOf, top))
    return false
  }

  mutating func advanceNot(_ top: Int) -> Bool {
    if let isAccepted = takeOutcome() {
      guard isAccepted else { return true }
      if wasOpen {
        frames[top].isOpen = true
        return true
      }
      frames[top].isValid = false
      guard isCollecting else { return true }
      refuse(
        frames[top].id, "not", found: found(frames[top].value),
        allowed: "a value that \"not\" does not describe")
      return true
    }
    guard let schema = nodes[frames[top].id].logic?.not else { return true }
    attempt(schema, on: frames[top].value, at: frames[top].index, tracking: tracks(.not, top))
    return false
  }

  mutating func advanceCondition(_ top: Int) -> Bool {
    guard let condition = nodes[frames[top].id].logic?.condition else { return true }
    guard let outcome = takeOutcome() else {
      attempt(
        condition.condition, on: frames[top].value, at: frames[top].index, tracking: tracks(.condition, top))
      return false
    }
    if frames[top].part == 1 {
      if isCollecting, !outcome {
        explain(from: frames[top].count, because: frames[top].place == 1, condition)
      }
      _ = record(outcome, top)
      return true
    }
    if wasOpen {
      frames[top].isOpen = true
      return true
    }
    frames[top].part = 1
    frames[top].place = outcome ? 1 : 0
    frames[top].count = violations.count
    guard let schema = outcome ? condition.then : condition.otherwise else { return true }
    apply(schema, to: frames[top].value, top, tracking: tracks(outcome ? .then : .otherwise, top))
    return false
  }

  mutating func advanceAny(_ top: Int) -> Bool {
    guard let schemas = nodes[frames[top].id].logic?.anyOf, !schemas.isEmpty else { return true }
    // Further branches matter only for what they evaluate.
    let enough = frames[top].marking ? Int.max : 1
    guard let choice = advanceChoice(top, schemas, isOneOf: false, enough: enough) else { return false }
    // What an open alternative evaluated is open, too.
    if choice.openCount > 0, choice.matching.isEmpty || frames[top].marking { frames[top].isOpen = true }
    if !choice.matching.isEmpty || choice.openCount > 0 { return true }
    frames[top].isValid = false
    if isCollecting {
      refuseBranches(frames[top].id, "anyOf", choice, of: schemas.count, frames[top].value)
    }
    return true
  }

  mutating func advanceOne(_ top: Int) -> Bool {
    guard let schemas = nodes[frames[top].id].logic?.oneOf, !schemas.isEmpty else { return true }
    // Without a report two are as bad as many.
    let enough = isCollecting ? Int.max : 2
    guard let choice = advanceChoice(top, schemas, isOneOf: true, enough: enough) else { return false }
    if choice.openCount > 0, choice.matching.count < 2 {
      frames[top].isOpen = true
      return true
    }
    if choice.matching.count == 1 { return true }
    frames[top].isValid = false
    guard isCollecting else { return true }
    let (id, value) = (frames[top].id, frames[top].value)
    if choice.matching.isEmpty {
      refuseBranches(id, "oneOf", choice, of: schemas.count, value)
    } else {
      let places = choice.matching.map(String.init).joined(separator: ", ")
      refuse(
        id, "oneOf", found: "\(found(value)), which alternatives \(places) accept",
        allowed: "a value that exactly 1 of \(schemas.count) alternatives accepts")
    }
    return true
  }

  /// Tries alternatives until enough of them accept; `nil` while an application is awaited.
  ///
  /// Of alternatives that a member tells apart only those are tried that the member leaves.
  private mutating func advanceChoice(
    _ top: Int, _ schemas: [SchemaGraph.NodeID], isOneOf: Bool, enough: Int
  ) -> Choice? {
    let place = frames[top].place
    if let isValid = takeOutcome() {
      if isValid, wasOpen {
        choices[choices.count - 1].openCount += 1
      } else if isValid {
        choices[choices.count - 1].matching.append(frames[top].part)
      }
      if isCollecting { endAlternative(isAccepted: isValid) }
    } else {
      beginChoice(frames[top].value.objectValue, oracle?.tags[frames[top].id, isOneOf: isOneOf])
    }
    let last = choices.count - 1
    guard choices[last].matching.count < enough, let next = nextAlternative(place, of: schemas.count) else {
      return endChoice()
    }
    frames[top].place = place + 1
    frames[top].part = next
    apply(schemas[next], to: frames[top].value, top, tracking: tracks(isOneOf ? .oneOf : .anyOf, top))
    return nil
  }

  /// The alternative to be tried after so many others, or `nil` where all are done.
  private mutating func nextAlternative(_ place: Int, of count: Int) -> Int? {
    let last = choices.count - 1
    guard let candidates = choices[last].candidates else { return place < count ? place : nil }
    if place < candidates.count { return candidates[place] }
    // Where those that were left describe something else altogether, the others say more.
    guard isCollecting, place == candidates.count, !candidates.isEmpty, choices[last].matching.isEmpty,
      choices[last].branches.areAllElsewhere
    else { return nil }
    let left = Set(candidates)
    choices[last].candidates = candidates + (0..<count).filter { !left.contains($0) }
    return place < count ? choices[last].candidates?[place] : nil
  }
}
