import HandoffSchema

extension PayloadBuilder {
  /// Builds an object: first the set of names, then the values.
  mutating func object(for demand: inout Demand) throws(DeadEnd) -> JSONValue {
    var members = JSONObject()
    var dependents = Set<SchemaGraph.NodeID>()
    let least = demand.objects.compactMap(\.keywords.minProperties).max() ?? 0
    let most = demand.objects.compactMap(\.keywords.maxProperties).min() ?? .max
    guard least <= Self.largestCount else {
      throw .cap("\"minProperties\" asks for more than \(Self.largestCount) members")
    }
    var index = ObjectIndex()
    var indexed = 0
    if demand.objects.count == 1 {
      index = plan.objectIndex(of: demand.objects[0].node)
      indexed = 1
    }
    var considered = 0
    // The members up to here have got what they ask for.
    var settled = 0
    var progress = true
    while progress {
      progress = false
      while indexed < demand.objects.count {
        let keywords = demand.objects[indexed].keywords
        index.add(keywords)
        indexed += 1
        if !keywords.dependentRequired.isEmpty || !keywords.dependentSchemas.isEmpty { settled = 0 }
      }
      while considered < index.names.count {
        try decide(considered, &members, demand, index, most: most)
        considered += 1
        progress = true
      }
      // What a member that is present asks for: more names, or more schemas for the whole object.
      while settled < members.count {
        let demands = index.demands(of: members.members[settled].key)
        settled += 1
        guard let demands else { continue }
        for name in demands.required where members[name] == nil {
          try add(name, &members, demand, index)
          progress = true
        }
        for schema in demands.schemas where dependents.insert(schema).inserted {
          // Members built so far do not know of the new schema, so the whole object is checked.
          demand.needsCheck = true
          try extend(&demand, with: [schema])
          progress = true
        }
      }
    }
    for name in index.required where members[name] == nil { try add(name, &members, demand, index) }
    try addUnnamed(&members, demand, index, least: least, most: most)
    guard members.count >= least, members.count <= most else {
      throw .contradiction(
        members.count < least
          ? "\"minProperties\" asks for \(least) members, but no more are allowed"
          : "\"required\" asks for more members than \"maxProperties\" allows")
    }
    if members.count > 1, draws.flag(1, in: 12) { members = JSONObject(members.members.reversed()) }
    return .object(members)
  }

  /// More members or elements than this are not built.
  static let largestCount = 20_000

  private mutating func decide(
    _ position: Int, _ members: inout JSONObject, _ demand: Demand, _ index: ObjectIndex, most: Int
  ) throws(DeadEnd) {
    let name = index.names[position]
    let nodes = index.schemas(at: position)
    if index.isRequired(name) { return try add(name, nodes, &members, demand) }
    guard !demand.forbidden.contains(where: { $0.hasSameCodePoints(as: name) }) else { return }
    guard members[name] == nil else { return }
    guard isPossible(nodes) else { return }
    let mark = draws.mark
    let requiredCount = index.required.count
    let odds =
      if isLed(through: nodes) {
        16
      } else if members.count >= most - min(most, requiredCount) || !hasRoom(for: nodes) {
        0
      } else {
        draws.takesOptional ? 16 : odds(8)
      }
    guard draws.flag(odds, in: 16) else { return }
    let state = snapshot
    do throws(DeadEnd) {
      try add(name, nodes, &members, demand)
      draws.endSpan(from: mark, label: Self.partLabel(of: nodes))
    } catch {
      // An optional member that cannot be built is left out.
      restore(state)
      draws.leaveOut(from: mark)
    }
  }

  private mutating func add(
    _ name: String, _ members: inout JSONObject, _ demand: Demand, _ index: ObjectIndex
  ) throws(DeadEnd) {
    try add(name, index.schemas(of: name), &members, demand)
  }

  private mutating func add(
    _ name: String, _ nodes: [SchemaGraph.NodeID], _ members: inout JSONObject, _ demand: Demand
  ) throws(DeadEnd) {
    guard members[name] == nil else { return }
    guard !demand.forbidden.contains(where: { $0.hasSameCodePoints(as: name) }) else {
      throw .contradiction("the member \"\(name)\" is both required and forbidden")
    }
    path.append(.member(name))
    members[name] = try value(for: nodes)
    path.removeLast()
  }

  /// Adds members that only `patternProperties`, `additionalProperties` or an open object allow: those that
  /// `minProperties` still needs, and now and then one more.
  private mutating func addUnnamed(
    _ members: inout JSONObject, _ demand: Demand, _ index: ObjectIndex, least: Int, most: Int
  ) throws(DeadEnd) {
    try addOptional(&members, demand, index, least: least)
    var added = 0
    while members.count < most, added < Self.largestCount {
      let isNeeded = members.count < least
      let mark = draws.mark
      if !isNeeded {
        guard draws.flag(oddsOfExtra(demand, index, added), in: 12) else { return }
      }
      guard let name = try extraName(members, demand, index) else {
        guard isNeeded else {
          draws.leaveOut(from: mark)
          return
        }
        throw .contradiction("no further member name is allowed, but \"minProperties\" asks for \(least)")
      }
      try add(name, &members, demand, index)
      draws.endSpan(from: mark, label: Self.extraLabel)
      added += 1
    }
  }

  /// Adds optional members that were left out, where their number is short.
  private mutating func addOptional(
    _ members: inout JSONObject, _ demand: Demand, _ index: ObjectIndex, least: Int
  ) throws(DeadEnd) {
    guard members.count < least else { return }
    for name in index.names where members.count < least && members[name] == nil {
      guard isPossible(index.schemas(of: name)),
        !demand.forbidden.contains(where: { $0.hasSameCodePoints(as: name) })
      else {
        continue
      }
      try add(name, &members, demand, index)
    }
  }

  private func isPossible(_ nodes: [SchemaGraph.NodeID]) -> Bool {
    nodes.allSatisfy { plan.facts.cost[$0] != NodeFacts.impossible }
  }

  private func oddsOfExtra(_ demand: Demand, _ index: ObjectIndex, _ added: Int) -> Int {
    let schemas = index.additional
    let isMap = index.hasPatterns || schemas.contains { !plan.facts.isAlways[$0] }
    if added == 0, isMap, isBeingLed, isLed(through: demand.parts(of: .object)) { return 12 }
    guard hasRoom(for: schemas), valuesLeft > 0 else { return 0 }
    return isMap ? (added < size.breadth ? 8 : 2) : added == 0 ? 1 : 0
  }

  /// Members that no schema names may stand for each other.
  private static let extraLabel = Int.min

  private enum NameSource { case common, pattern, rule, numbered }

  /// A name that is not taken and whose schema can be met, or `nil`.
  private mutating func extraName(
    _ members: JSONObject, _ demand: Demand, _ index: ObjectIndex
  ) throws(DeadEnd) -> String? {
    let patterns = demand.objects.flatMap { $0.keywords.patternProperties.map(\.pattern) }
    let rules = demand.objects.compactMap(\.keywords.propertyNames)
    var sources: [NameSource] = rules.isEmpty ? isClosed(demand) ? [] : [.common] : [.rule]
    if !patterns.isEmpty { sources.append(.pattern) }
    sources.append(.numbered)
    let attempts = 12
    let mark = draws.mark
    for attempt in 0..<attempts {
      // Numbered names come last, where the usual ones are used up.
      let isLast = attempt == attempts - 1
      let place =
        isLast
        ? draws.branch(of: sources.count, among: [sources.count - 1])
        : draws.branch(of: sources.count, reach: max(1, sources.count - 1))
      let name: String?
      switch sources[place] {
      case .common: name = TextSamples.names[draws.below(TextSamples.names.count)]
      case .pattern: name = try sample([patterns[draws.below(patterns.count)]], lengths: 0...64)
      case .rule: name = try nameValue(for: rules)
      case .numbered: name = "extra\(members.count)"
      }
      if let name, members[name] == nil, allows(name, demand, index) { return name }
      guard draws.retry(from: mark) else { break }
    }
    return nil
  }

  /// A name as a value of its own schema; it is no place of the payload.
  private mutating func nameValue(for rules: [SchemaGraph.NodeID]) throws(DeadEnd) -> String? {
    let state = snapshot
    var demand = try demand(for: rules)
    demand.types.formIntersection(.string)
    guard !demand.types.isEmpty else { return nil }
    let name = try build(&demand).stringValue
    restore(state)
    guard let name, rules.allSatisfy({ plan.isValid(.string(name), at: $0) }) else { return nil }
    return name
  }

  private func isClosed(_ demand: Demand) -> Bool {
    demand.objects.contains { _, keywords in
      keywords.additionalProperties.map { plan.facts.cost[$0] == NodeFacts.impossible } ?? false
    }
  }

  private func allows(_ name: String, _ demand: Demand, _ index: ObjectIndex) -> Bool {
    !demand.forbidden.contains { $0.hasSameCodePoints(as: name) } && isPossible(index.schemas(of: name))
  }
}
