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
    var shown = values.prefix(10).map(\.literal)
    if values.count > 10 { shown.append("one of \(values.count - 10) more values") }
    let last = shown.popLast() ?? "nothing"
    let allowed = shown.isEmpty ? last : "\(shown.joined(separator: ", ")) or \(last)"
    refuse(
      id, "enum", found: found(value), allowed: allowed,
      hint: hint(for: value, in: values))
  }

  mutating func refuseConstant(_ id: SchemaGraph.NodeID, _ constant: JSONValue, _ value: JSONValue) {
    refuse(
      id, "const", found: found(value), allowed: constant.literal, hint: hint(for: value, in: [constant]))
  }

  mutating func refuseMissing(
    _ id: SchemaGraph.NodeID, _ keyword: String, _ tokens: [String], _ name: String, _ members: JSONObject,
    _ object: ObjectKeywords
  ) {
    refuse(
      id, keyword, tokens, found: JSONValue.object(members).brief + " without it",
      allowed: "a member \(JSONValue.quoted(name))", hint: hint(forMissing: name, in: members, object))
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
      allowed = hop.map { knownMembers(of: $0.from) } ?? allowed
      hint = hop.flatMap { self.hint(forUnknown: name, of: $0.from) }
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

  private func knownMembers(of id: SchemaGraph.NodeID) -> String {
    guard let properties = nodes[id].object?.properties, !properties.isEmpty else {
      return "no further member"
    }
    var shown = properties.prefix(10).map { JSONValue.quoted($0.key) }
    if properties.count > 10 { shown.append("… (\(properties.count - 10) more)") }
    return "only the members \(shown.joined(separator: ", "))"
  }

  /// Records why no branch accepts: in detail for the one that was probably meant.
  mutating func refuseBranches(
    _ id: SchemaGraph.NodeID, _ keyword: String, _ branches: Branches, of count: Int, _ value: JSONValue
  ) {
    guard isCollecting, limit == nil else { return }
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
    if count > 1, best[0].hint?.contains("this is the closest of ") != true {
      let note = "this is the closest of \(count) alternatives of \"\(keyword)\""
      best[0].hint = best[0].hint.map { "\($0); \(note)" } ?? note
    }
    for violation in best {
      guard hasRoom() else { return }
      record(violation)
    }
  }
}
