/// Finds out what the parts of a merge say.
struct MergeReader {
  typealias NodeID = SchemaGraph.NodeID

  /// All parts in one graph.
  let graph: SchemaGraph

  /// How many pairs of a location and a name are looked at for one part.
  private static let pairLimit = 1_000_000

  /// Reads a part; `nil` where it takes no object at all.
  ///
  /// - Parameters:
  ///   - root: The part's own location.
  ///   - isDynamic: True where the way to a location counts, so that none can be said without it.
  /// - Returns: What the part says.
  func read(_ root: NodeID, isDynamic: Bool) -> MergePart? {
    let order = graph.inPlace(from: root)
    let spine = graph.conjunction(from: root)
    for id in spine where graph.refusesObjects(id) { return nil }
    var part = MergePart(
      root: root, order: order, kind: .plain, members: [], indices: [:], required: graph.requiredNames(order),
      outside: .everything, least: 0, unsettled: [])
    part.least = spine.compactMap { graph[$0].object?.minProperties }.max() ?? 0
    for id in order {
      for name in graph[id].mentionedNames where !part.mentions(name) {
        part.indices[ExactString(name)] = part.members.count
        part.members.append(MergePart.Member(name: name))
      }
    }
    let asking = order.count { graph[$0].object?.unevaluatedProperties != nil }
    guard asking * order.count <= Self.pairLimit else {
      part.kind = .unclear
      return part
    }
    let remainders = order.compactMap { Remainder(at: $0, in: graph) }
    part.unsettled = Set(remainders.filter { !$0.isSettled }.map(\.id))
    let looking = remainders.reduce(order.count { graph[$0].looksAtEveryName }) { $0 + $1.evaluating.count }
    guard looking * part.members.count <= Self.pairLimit else {
      part.kind = .unclear
      return part
    }
    let reading = Reading(
      order: order, spine: spine, onSpine: Set(spine), remainders: remainders,
      isClosed: refusesOthers(order, remainders), isDynamic: isDynamic)
    describe(&part, reading)
    if hasConditions(part, reading) { part.kind = isClear(part, reading) ? .conditional : .unclear }
    return part
  }

  /// What is known of a part while it is read.
  private struct Reading {
    var order: [NodeID]
    /// The locations that hold in every payload.
    var spine: [NodeID]
    var onSpine: Set<NodeID>
    var remainders: [Remainder]
    /// True where no payload has a member that is not mentioned.
    var isClosed: Bool
    var isDynamic: Bool
  }

  /// Says whether a text is accepted at a location; `nil` where the validator met one of its caps.
  func accepts(name: String, at id: NodeID) -> Bool? {
    if let always = graph[id].always { return always }
    var evaluator = Evaluator(graph, instance: .string(name), isCollecting: false)
    if evaluator.run(root: id) { return true }
    return evaluator.limit == nil ? false : nil
  }
}

// MARK: - Members for themselves

extension MergeReader {
  private func describe(_ part: inout MergePart, _ reading: Reading) {
    var clauses: [MergePart.Clause] = []
    var names: [NodeID] = []
    for keywords in reading.spine.compactMap({ graph[$0].object }) {
      for property in keywords.properties {
        guard let index = part.indices[ExactString(property.key)] else { continue }
        part.members[index].schemas.append(property.schema)
      }
      if let schema = keywords.propertyNames { names.append(schema) }
      guard !keywords.patternProperties.isEmpty || keywords.additionalProperties != nil else { continue }
      let clause = MergePart.Clause(
        patterns: keywords.patternProperties.map { ($0.pattern, $0.schema) },
        otherwise: keywords.additionalProperties)
      clauses.append(clause)
      for index in part.members.indices {
        let name = part.members[index].name
        part.members[index].schemas += clause.schemas(of: name, isNamed: keywords.schema(of: name) != nil)
      }
    }
    for remainder in reading.remainders where reading.onSpine.contains(remainder.id) && !remainder.isUnknown {
      for index in part.members.indices where !remainder.mayEvaluate(part.members[index].name, in: graph) {
        part.members[index].schemas.append(remainder.schema)
      }
      if remainder.leavesOthers {
        let patterns = remainder.patterns(in: graph).map { (pattern: $0, schema: NodeID?.none) }
        clauses.append(MergePart.Clause(patterns: patterns, otherwise: remainder.schema))
      }
    }
    for index in part.members.indices {
      let name = part.members[index].name
      if names.contains(where: { accepts(name: name, at: $0) == false }) {
        part.members[index].isRefused = true
      }
      // What a location means outside of its own document is not known where the way to it counts.
      if reading.isDynamic { part.members[index].schemas.removeAll { graph[$0].always == nil } }
    }
    part.outside = outside(clauses, names, reading)
  }

  private func outside(
    _ clauses: [MergePart.Clause], _ names: [NodeID], _ reading: Reading
  ) -> MergePart.Outside {
    if reading.isClosed { return .nothing }
    func isTrivial(_ id: NodeID?) -> Bool { id.map { graph[$0].always == true } ?? true }
    func isSaid(_ id: NodeID?) -> Bool { !reading.isDynamic || id.map { graph[$0].always != nil } ?? true }
    let telling = clauses.filter { clause in
      !(isTrivial(clause.otherwise) && clause.patterns.allSatisfy { isTrivial($0.schema) })
        && isSaid(clause.otherwise) && clause.patterns.allSatisfy { isSaid($0.schema) }
    }
    let names = reading.isDynamic ? [] : names.filter { graph[$0].always != true }
    return telling.isEmpty && names.isEmpty ? .everything : .some(telling, names: names)
  }
}

// MARK: - Kinds

extension MergeReader {
  /// Says whether the members for themselves do not say all.
  private func hasConditions(_ part: MergePart, _ reading: Reading) -> Bool {
    reading.isDynamic || reading.order.count > reading.spine.count
      || reading.remainders.contains { !$0.isSettled }
      || reading.spine.contains { id in
        let node = graph[id]
        return node.listed != nil || node.logic?.dynamicReference != nil
          || node.object?.dependentRequired.isEmpty == false || counts(node, part, isClosed: reading.isClosed)
      }
  }

  /// Says whether a location counts members in a way that refuses some objects.
  private func counts(_ node: SchemaNode, _ part: MergePart, isClosed: Bool) -> Bool {
    guard let object = node.object else { return false }
    return object.minProperties ?? 0 > part.required.count
      || object.maxProperties.map { !isClosed || $0 < part.members.count } ?? false
  }

  /// Says whether the conditions are about the mentioned names alone, and others are judged for themselves.
  private func isClear(_ part: MergePart, _ reading: Reading) -> Bool {
    guard reading.order.allSatisfy({ graph[$0].logic?.dynamicReference == nil }) else { return false }
    if reading.isClosed { return true }
    return reading.order.allSatisfy { id in
      let node = graph[id]
      if reading.onSpine.contains(id) {
        return !counts(node, part, isClosed: false) && (!reading.isDynamic || saysNothingOfOthers(node, true))
      }
      return saysNothingOfOthers(node, reading.remainders.isEmpty) && node.listed == nil
        && node.object?.minProperties == nil && node.object?.maxProperties == nil
    }
  }

  private func saysNothingOfOthers(_ node: SchemaNode, _ mayEvaluate: Bool) -> Bool {
    guard let object = node.object else { return true }
    let rest = object.additionalProperties
    return object.patternProperties.isEmpty && object.propertyNames == nil
      && object.unevaluatedProperties == nil
      && (rest == nil || mayEvaluate && rest.map { graph[$0].always } == true)
  }

  /// Says whether every object with a member that is not mentioned is refused.
  private func refusesOthers(_ order: [NodeID], _ remainders: [Remainder]) -> Bool {
    var refusing: Set<NodeID> = []
    for id in order.reversed() {
      let node = graph[id]
      var refuses = graph.refusesObjects(id) || node.listed != nil
      if let object = node.object {
        refuses = refuses || object.maxProperties == 0
        if object.patternProperties.isEmpty, let rest = object.additionalProperties {
          refuses = refuses || graph[rest].always == false
        }
      }
      if let logic = node.logic {
        refuses = refuses || node.conjuncts.contains { refusing.contains($0) }
        for branches in [logic.anyOf, logic.oneOf] where !branches.isEmpty {
          refuses = refuses || branches.allSatisfy { refusing.contains($0) }
        }
        if let then = logic.condition?.then, let otherwise = logic.condition?.otherwise {
          refuses = refuses || refusing.contains(then) && refusing.contains(otherwise)
        }
      }
      if !refuses, let remainder = remainders.first(where: { $0.id == id }) {
        refuses =
          graph[remainder.schema].always == false && remainder.leavesOthers
          && remainder.patterns(in: graph).isEmpty
      }
      if refuses { refusing.insert(id) }
    }
    return order.first.map { refusing.contains($0) } ?? false
  }
}
