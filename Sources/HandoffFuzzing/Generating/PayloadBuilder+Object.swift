import HandoffSchema

extension PayloadBuilder {
  /// Builds an object: first the set of names, then the values.
  mutating func object(for demand: inout Demand) throws(DeadEnd) -> JSONValue {
    var members = JSONObject()
    var considered = Set<ExactString>()
    var dependents = Set<SchemaGraph.NodeID>()
    let least = demand.objects.compactMap(\.keywords.minProperties).max() ?? 0
    let most = demand.objects.compactMap(\.keywords.maxProperties).min() ?? .max
    guard least <= Self.largestCount else {
      throw .cap("\"minProperties\" asks for more than \(Self.largestCount) members")
    }
    var progress = true
    while progress {
      progress = false
      for name in names(of: demand) where considered.insert(ExactString(name)).inserted {
        try decide(name, &members, demand, most: most)
        progress = true
      }
      // What a member that is present asks for: more names, or more schemas for the whole object.
      for (_, keywords) in demand.objects {
        for dependent in keywords.dependentRequired where members[dependent.key] != nil {
          for name in dependent.required where members[name] == nil {
            considered.insert(ExactString(name))
            try add(name, &members, demand)
            progress = true
          }
        }
        for dependent in keywords.dependentSchemas
        where members[dependent.key] != nil && dependents.insert(dependent.schema).inserted {
          // Members built so far do not know of the new schema, so the whole object is checked.
          demand.needsCheck = true
          try extend(&demand, with: [dependent.schema])
          progress = true
        }
      }
    }
    for name in required(by: demand) where members[name] == nil { try add(name, &members, demand) }
    try addUnnamed(&members, demand, least: least, most: most)
    guard members.count >= least, members.count <= most else {
      throw .contradiction("the number of members cannot be met")
    }
    if members.count > 1, draws.flag(1, in: 12) { members = JSONObject(members.members.reversed()) }
    return .object(members)
  }

  /// More members or elements than this are not built.
  static let largestCount = 20_000

  /// All names that the schemas mention, in order, each once.
  private func names(of demand: Demand) -> [String] {
    if demand.objects.count == 1, demand.objects[0].keywords.required.isEmpty {
      return demand.objects[0].keywords.properties.map(\.key)
    }
    return demand.objects.flatMap { $0.keywords.properties.map(\.key) + $0.keywords.required }
  }

  private func required(by demand: Demand) -> [String] { demand.objects.flatMap(\.keywords.required) }

  private func isRequired(_ name: String, by demand: Demand) -> Bool {
    demand.objects.contains { $0.keywords.required.contains { $0.hasSameCodePoints(as: name) } }
  }

  private mutating func decide(
    _ name: String, _ members: inout JSONObject, _ demand: Demand, most: Int
  ) throws(DeadEnd) {
    if isRequired(name, by: demand) { return try add(name, &members, demand) }
    guard !demand.forbidden.contains(where: { $0.hasSameCodePoints(as: name) }) else { return }
    let nodes = schemas(of: name, in: demand).nodes
    let cost = nodes.map { plan.facts.cost[$0] }.max() ?? 0
    guard cost != NodeFacts.impossible else { return }
    let mark = draws.mark
    let requiredCount = demand.objects.count == 1 ? demand.objects[0].keywords.required.count : 0
    let odds =
      if isLed(through: nodes) {
        4
      } else if members.count >= most - min(most, requiredCount) || (cost >= depthLeft && !path.isEmpty) {
        0
      } else {
        draws.takesOptional ? 4 : 2
      }
    guard draws.flag(odds, in: 4) else { return }
    let state = snapshot
    do throws(DeadEnd) {
      try add(name, &members, demand)
      draws.endSpan(from: mark, label: Self.partLabel(of: nodes))
    } catch {
      // An optional member that cannot be built is left out.
      restore(state)
      draws.leaveOut(from: mark)
    }
  }

  private mutating func add(
    _ name: String, _ members: inout JSONObject, _ demand: Demand
  ) throws(DeadEnd) {
    guard members[name] == nil else { return }
    guard !demand.forbidden.contains(where: { $0.hasSameCodePoints(as: name) }) else {
      throw .contradiction("the member \"\(name)\" is both required and forbidden")
    }
    path.append(.member(name))
    members[name] = try value(for: schemas(of: name, in: demand).nodes)
    path.removeLast()
  }

  /// The schemas of a member, and whether some object schema is silent about it.
  func schemas(of name: String, in demand: Demand) -> (nodes: [SchemaGraph.NodeID], isOpen: Bool) {
    var result: [SchemaGraph.NodeID] = []
    var isEvaluated = false
    for (node, keywords) in demand.objects {
      var isNamed = false
      if let schema = plan.property(name, of: node, keywords) {
        result.append(schema)
        isNamed = true
      }
      for member in keywords.patternProperties where member.pattern.matches(name) {
        result.append(member.schema)
        isNamed = true
      }
      if !isNamed, let additional = keywords.additionalProperties {
        result.append(additional)
        isNamed = true
      }
      if isNamed { isEvaluated = true }
    }
    if !isEvaluated {
      result += demand.objects.compactMap(\.keywords.unevaluatedProperties)
    }
    return (result, !isEvaluated)
  }

  /// Adds members that only `patternProperties`, `additionalProperties` or an open object allow: those that
  /// `minProperties` still needs, and now and then one more.
  private mutating func addUnnamed(
    _ members: inout JSONObject, _ demand: Demand, least: Int, most: Int
  ) throws(DeadEnd) {
    try addOptional(&members, demand, least: least)
    var added = 0
    while members.count < most, added < Self.largestCount {
      let isNeeded = members.count < least
      let mark = draws.mark
      if !isNeeded {
        guard draws.flag(oddsOfExtra(demand, added), in: 12) else { return }
      }
      guard let name = try extraName(members, demand) else {
        guard isNeeded else {
          draws.leaveOut(from: mark)
          return
        }
        throw .contradiction("no further member name is allowed, but \"minProperties\" asks for \(least)")
      }
      try add(name, &members, demand)
      draws.endSpan(from: mark, label: Self.extraLabel)
      added += 1
    }
  }

  /// Adds optional members that were left out, where their number is short.
  private mutating func addOptional(
    _ members: inout JSONObject, _ demand: Demand, least: Int
  ) throws(DeadEnd) {
    guard members.count < least else { return }
    for name in names(of: demand) where members.count < least && members[name] == nil {
      let nodes = schemas(of: name, in: demand).nodes
      let isPossible = nodes.allSatisfy { plan.facts.cost[$0] != NodeFacts.impossible }
      guard isPossible, !demand.forbidden.contains(where: { $0.hasSameCodePoints(as: name) }) else {
        continue
      }
      try add(name, &members, demand)
    }
  }

  private func oddsOfExtra(_ demand: Demand, _ added: Int) -> Int {
    let patterned = demand.objects.contains { !$0.keywords.patternProperties.isEmpty }
    let schemas = demand.objects.compactMap { $0.keywords.additionalProperties }
    let isMap = patterned || schemas.contains { plan.graph[$0].always == nil }
    if isLed(through: demand.parts(of: .object)), added == 0, isMap { return 12 }
    guard depthLeft > 0 else { return 0 }
    return isMap ? (added < size.breadth ? 8 : 2) : added == 0 ? 1 : 0
  }

  /// Members that no schema names may stand for each other.
  private static let extraLabel = Int.min

  private enum NameSource { case common, pattern, rule, numbered }

  /// A name that is not taken and whose schema can be met, or `nil`.
  private mutating func extraName(_ members: JSONObject, _ demand: Demand) throws(DeadEnd) -> String? {
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
      if let name, members[name] == nil, allows(name, demand) { return name }
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

  private func allows(_ name: String, _ demand: Demand) -> Bool {
    !demand.forbidden.contains { $0.hasSameCodePoints(as: name) }
      && schemas(of: name, in: demand).nodes.allSatisfy { plan.facts.cost[$0] != NodeFacts.impossible }
  }
}
