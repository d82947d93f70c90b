// How refusals are put into words. Kept apart from the checks, whose frames stay small without it.
extension Evaluator {
  /// Records a violation of a keyword of a node.
  mutating func refuse(
    _ id: SchemaGraph.NodeID, _ keyword: String, _ tokens: [String] = [], found: String, allowed: String,
    hint: String? = nil
  ) {
    // Past a cap nothing was looked at, so nothing can be said.
    guard limit == nil, hasRoom() else { return }
    var violation = violation(
      id, keyword: keyword, tokens: [keyword] + tokens, found: found, allowed: allowed)
    violation.hint = hint
    record(violation)
  }

  func violation(
    _ id: SchemaGraph.NodeID, keyword: String, tokens: [String], found: String, allowed: String
  ) -> Violation {
    var location = routePointer
    location.tokens += tokens
    let own = nodes[id].location
    let absolute = JSONPointer(tokens: own.pointer.tokens + tokens)
    return Violation(
      instance: pointer, keyword: keyword, keywordLocation: location,
      absoluteKeywordLocation: own.base + "#" + URIReference.fragmentEncoded(absolute.description),
      found: found, allowed: allowed)
  }

  /// The keywords that led to the schema at hand.
  var routePointer: JSONPointer {
    var location = JSONPointer.root
    for hop in route {
      if let reference = hop.reference {
        location.tokens.append(reference)
      } else {
        location.tokens += keywordPath(hop)
      }
    }
    return location
  }

  /// Where in the value the evaluation is.
  var pointer: JSONPointer {
    JSONPointer(
      tokens: path.map { step in
        switch step {
        case .key(let key): key
        case .index(let index): String(index)
        }
      })
  }

  // As the document writes it, which for older drafts is not the keyword that it was read as.
  private func keywordPath(_ hop: Hop) -> ArraySlice<String> {
    nodes[hop.to].location.documentPointer.tokens.dropFirst(
      nodes[hop.from].location.documentPointer.tokens.count)
  }

  func found(_ value: JSONValue) -> String {
    if namesUnderWay > 0, case .string(let name) = value {
      return "the member name \(JSONValue.quoted(name))"
    }
    return value.brief
  }

  mutating func refuseType(_ id: SchemaGraph.NodeID, _ value: JSONValue) {
    let types = nodes[id].types
    refuse(id, "type", found: found(value), allowed: types.phrase, hint: hint(for: value, of: types))
  }

  mutating func refuseEnumeration(_ id: SchemaGraph.NodeID, _ values: [JSONValue], _ value: JSONValue) {
    guard isCollecting else { return }
    refuse(
      id, "enum", found: found(value, among: values), allowed: Self.list(values),
      hint: hint(for: value, in: values))
  }

  /// The first ten of some values, and how many more there are.
  static func list(_ values: [JSONValue]) -> String {
    var shown = values.prefix(10).map(\.literal)
    if values.count > 10 { shown.append("one of \(values.count - 10) more values") }
    return shown.isEmpty ? "nothing" : joinedWithOr(shown)
  }

  mutating func refuseConstant(_ id: SchemaGraph.NodeID, _ constant: JSONValue, _ value: JSONValue) {
    refuse(
      id, "const", found: found(value, among: [constant]), allowed: constant.literal,
      hint: hint(for: value, in: [constant]))
  }

  // Beside containers that are shown a container is shown too.
  private func found(_ value: JSONValue, among values: [JSONValue]) -> String {
    switch value {
    case .array, .object: values.contains { $0.type == value.type } ? value.literal : found(value)
    default: found(value)
    }
  }

  mutating func refuseMissing(
    _ id: SchemaGraph.NodeID, _ keyword: String, _ tokens: [String], _ name: String, _ members: JSONObject,
    _ object: ObjectKeywords, because trigger: String?
  ) {
    let start = violations.count
    refuse(
      id, keyword, tokens, found: JSONValue.object(members).brief + " without it",
      allowed: "a member \(JSONValue.quoted(name))", hint: hint(forMissing: name, in: members, object))
    if let trigger { explain(from: start, Self.presence(of: trigger)) }
  }

  static func presence(of name: String) -> String { "\(JSONValue.quoted(name)) is present" }

  /// Says of the violations from a number on that a condition makes them, and in what it consists where that can be
  /// told.
  mutating func explain(
    from start: Int, because holds: Bool, _ condition: LogicKeywords.Condition
  ) {
    guard start < violations.count else { return }
    var reason: String?
    if let members = frames.last?.value.objectValue {
      reason = words(for: condition.condition, members, holds: holds)
    }
    explain(from: start, reason ?? (holds ? "\"if\" holds" : "\"if\" does not hold"))
  }

  /// Why a condition on an object's members holds or does not, where members alone tell.
  private func words(for condition: SchemaGraph.NodeID, _ members: JSONObject, holds: Bool) -> String? {
    var reader = BranchFactsReader(nodes)
    let facts = reader.facts(of: condition)
    var words: [String] = []
    for member in members {
      let name = JSONValue.quoted(member.key)
      if let values = facts.constants[ExactString(member.key)] {
        if holds {
          words.append("\(name) is \(member.value.literal)")
        } else if !values.contains(member.value) {
          return "\(name) is \(member.value.literal) and not \(Self.list(values))"
        }
      } else if holds, facts.required.contains(ExactString(member.key)) {
        words.append(Self.presence(of: member.key))
      }
      if words.count > 3 { return nil }
    }
    if !holds {
      let missing = facts.required.sorted().first { members[$0.string] == nil }
      return missing.map { "\(JSONValue.quoted($0.string)) is missing" }
    }
    return words.isEmpty ? nil : words.joined(separator: " and ")
  }

  /// Records the refusal of the schema `false`, named after the keyword that applied it.
  mutating func refuseAlways(_ id: SchemaGraph.NodeID, _ value: JSONValue) {
    guard isCollecting, limit == nil, hasRoom() else { return }
    let hop = route.last
    let keywords = hop.map { $0.reference == nil ? Array(keywordPath($0)) : [] } ?? []
    var keyword = "false"
    var found = found(value)
    var allowed = "no value"
    var hint: String?
    switch (keywords.first, path.last) {
    case ("additionalProperties", .key(let name)), ("unevaluatedProperties", .key(let name)):
      keyword = keywords[0]
      found = "the member \(JSONValue.quoted(name))"
      let known = hop.map { names(of: $0.from, alsoInPlace: keyword == "unevaluatedProperties") } ?? []
      allowed = Self.onlyMembers(known)
      hint = self.hint(forUnknown: name, among: known)
    case ("properties", .key(let name)), ("patternProperties", .key(let name)):
      found = "the member \(JSONValue.quoted(name))"
      allowed = "no such member"
    case ("items", .index), ("additionalItems", .index), ("unevaluatedItems", .index):
      keyword = keywords[0]
      allowed = "no element here"
    default: break
    }
    var violation = violation(id, keyword: keyword, tokens: [], found: found, allowed: allowed)
    violation.hint = hint
    record(violation)
  }

  private static func onlyMembers(_ names: [String]) -> String {
    if names.isEmpty { return "no further member" }
    var shown = names.prefix(10).map { JSONValue.quoted($0) }
    if names.count > 10 { shown.append("… (\(names.count - 10) more)") }
    return "only the members \(shown.joined(separator: ", "))"
  }

  /// The names that a schema describes; on request also those of the schemas that it applies to the same object, as far
  /// as they accept it.
  private mutating func names(of id: SchemaGraph.NodeID, alsoInPlace: Bool) -> [String] {
    var names: [String] = []
    var seen: Set<ExactString> = []
    var known: Set<SchemaGraph.NodeID> = []
    var waiting = [id]
    while let next = waiting.popLast(), known.count < 200 {
      guard known.insert(next).inserted else { continue }
      for property in nodes[next].object?.properties ?? [] where nodes[property.schema].always != false {
        if seen.insert(ExactString(property.key)).inserted { names.append(property.key) }
      }
      guard alsoInPlace, let logic = nodes[next].logic else { continue }
      let index = frames.last?.index ?? -1
      var inPlace = (logic.reference.map { [$0] } ?? []) + logic.allOf
      for branch in logic.anyOf + logic.oneOf where index >= 0 {
        if oracle?.verdict(of: branch, on: index) == true { inPlace.append(branch) }
      }
      if let condition = logic.condition, index >= 0,
        let holds = oracle?.verdict(of: condition.condition, on: index)
      {
        inPlace +=
          holds
          ? [condition.condition, condition.then].compactMap { $0 } : [condition.otherwise].compactMap { $0 }
      }
      waiting += inPlace.reversed()
    }
    return names
  }

  /// Records why no branch accepts: in detail for the one that was probably meant.
  mutating func refuseBranches(
    _ id: SchemaGraph.NodeID, _ keyword: String, _ choice: Choice, of count: Int, _ value: JSONValue
  ) {
    guard isCollecting, limit == nil else { return }
    if let question = choice.unanswered { return refuseTag(id, keyword, question, value) }
    let branches = choice.branches
    // A branch without a word found no room for it.
    guard !branches.best.isEmpty else {
      _ = hasRoom()
      return
    }
    if branches.areAllElsewhere {
      var wholes = branches.wholes
      if branches.furtherWholes > 0 { wholes.append("what one of \(branches.furtherWholes) more accepts") }
      let allowed = wholes.isEmpty ? "a value that an alternative accepts" : joinedWithOr(wholes)
      // To leave out quotes is good advice whichever type is meant; to put them is not.
      let hint = value.type == .string && branches.best.count == 1 ? branches.best.first?.hint : nil
      refuse(id, keyword, found: found(value), allowed: allowed, hint: hint)
      return
    }
    var best = branches.best
    // Of choices within choices the innermost one says most.
    // Where a member has left only one, or all say the same, there was nothing to choose from.
    if count > 1, choice.candidates?.count != 1, !branches.areAlike,
      !best.contains(where: { $0.hint?.includes("this is the closest of ") == true })
    {
      let note = "this is the closest of \(count) alternatives of \"\(keyword)\""
      best[0].hint = best[0].hint.map { "\($0); \(note)" } ?? note
    }
    let start = violations.count
    for violation in best {
      guard hasRoom() else { break }
      record(violation)
    }
    if let members = value.objectValue, !choice.reasons.isEmpty {
      let words = choice.reasons.map { "\(JSONValue.quoted($0)) is \(members[$0]?.literal ?? "null")" }
      explain(from: start, words.joined(separator: " and "))
    }
  }

  /// Records that a member by which the alternatives are told apart has a value that none of them knows, or is missing.
  private mutating func refuseTag(
    _ id: SchemaGraph.NodeID, _ keyword: String, _ question: TagTree.Question, _ value: JSONValue
  ) {
    let values = question.answers.map(\.value)
    guard let found = value.objectValue?[question.name] else {
      return refuse(
        id, keyword, found: value.brief + " without it",
        allowed: "a member \(JSONValue.quoted(question.name)) that is \(Self.list(values))",
        hint: value.objectValue.flatMap { hint(forMissing: question.name, in: $0, ObjectKeywords()) })
    }
    path.append(.key(question.name))
    refuse(id, keyword, found: found.brief, allowed: Self.list(values), hint: hint(for: found, in: values))
    path.removeLast()
  }
}
