import HandoffSchema

/// Reads a schema as a Boolean combination of tests on single fields.
///
/// The region that holds and the one that does not may overlap, where a test is not understood for a class of
/// values, but no payload is in neither: what is concluded to be empty is.
struct RegionReader {
  private let table: FieldTable
  private let graph: SchemaGraph
  /// Whether members that no guard tests, and keywords that count members, are taken to be fulfilled: they are the
  /// sender's to choose.
  private let isOffer: Bool

  /// Schemas that apply each other deeper than this are not followed.
  private static let deepest = 64

  private init(_ table: FieldTable, _ graph: SchemaGraph, isOffer: Bool) {
    self.table = table
    self.graph = graph
    self.isOffer = isOffer
  }

  /// The payloads that match a schema, or those that do not.
  static func region(of schema: Schema, holds: Bool, isOffer: Bool, in table: FieldTable) -> PayloadRegion {
    let reader = RegionReader(table, schema.graph, isOffer: isOffer)
    return reader.region(schema.graph.root, at: 0, holds, depth: 0)
  }

  private func region(_ id: SchemaGraph.NodeID, at field: Int, _ holds: Bool, depth: Int) -> PayloadRegion {
    let node = graph[id]
    if let always = node.always { return always == holds ? .everything : .nothing }
    guard depth < Self.deepest else { return .unknown }
    var parts: [PayloadRegion] = []
    if node.testsValue { parts.append(values(node, at: field, holds)) }
    if let object = node.object { parts += members(object, of: field, holds, depth) }
    if let logic = node.logic { parts += combinations(logic, at: field, holds, depth) }
    return combined(parts, holds)
  }

  /// All of some conditions or, where they are not to hold, the failing of one.
  private func combined(_ parts: [PayloadRegion], _ holds: Bool) -> PayloadRegion {
    holds
      ? parts.reduce(.everything) { $0.intersection($1) } : parts.reduce(.nothing) { $0.union($1) }
  }

  private func values(_ node: SchemaNode, at field: Int, _ holds: Bool) -> PayloadRegion {
    let atoms = table.fields[field].atoms { atom in
      guard atom != .absent else { return false }
      let answer = ValueTest.answer(of: node, for: atom)
      return answer == nil || answer == holds
    }
    return PayloadRegion([PayloadBox(field, atoms)])
  }

  private func combinations(_ logic: LogicKeywords, at field: Int, _ holds: Bool, _ depth: Int)
    -> [PayloadRegion]
  {
    func part(_ id: SchemaGraph.NodeID, _ holds: Bool) -> PayloadRegion {
      region(id, at: field, holds, depth: depth + 1)
    }
    func any(_ ids: [SchemaGraph.NodeID]) -> PayloadRegion {
      // One of them holds, or all fail: the other way round.
      combined(ids.map { part($0, holds) }, !holds)
    }
    var parts = logic.allOf.map { part($0, holds) }
    if let reference = logic.reference { parts.append(part(reference, holds)) }
    if !logic.anyOf.isEmpty { parts.append(any(logic.anyOf)) }
    if !logic.oneOf.isEmpty { parts.append(exactlyOne(logic.oneOf, holds, part)) }
    if let not = logic.not { parts.append(part(not, !holds)) }
    if let condition = logic.condition {
      let then = condition.then.map { part($0, holds) } ?? (holds ? .everything : .nothing)
      let otherwise = condition.otherwise.map { part($0, holds) } ?? (holds ? .everything : .nothing)
      parts.append(
        part(condition.condition, true).intersection(then)
          .union(part(condition.condition, false).intersection(otherwise)))
    }
    if logic.dynamicReference != nil { parts.append(.unknown) }
    return parts
  }

  private func exactlyOne(
    _ ids: [SchemaGraph.NodeID], _ holds: Bool, _ part: (SchemaGraph.NodeID, Bool) -> PayloadRegion
  ) -> PayloadRegion {
    // None so far, one so far, more.
    var (none, one, more) = (PayloadRegion.everything, PayloadRegion.nothing, PayloadRegion.nothing)
    for id in ids {
      let (yes, no) = (part(id, true), part(id, false))
      more = more.union(one.intersection(yes))
      one = one.intersection(no).union(none.intersection(yes))
      none = none.intersection(no)
    }
    return holds ? one : none.union(more)
  }
}

// MARK: - Members

extension RegionReader {
  private func members(_ object: ObjectKeywords, of field: Int, _ holds: Bool, _ depth: Int)
    -> [PayloadRegion]
  {
    var parts: [PayloadRegion] = []
    for name in object.required { parts.append(presence(of: name, in: field, holds)) }
    var named: Set<ExactString> = []
    for property in object.properties {
      named.insert(ExactString(property.key))
      parts.append(member(property.key, of: field, property.schema, holds, depth))
    }
    for child in table.fields[field].children {
      guard let name = table.fields[child].pointer.tokens.last else { continue }
      let patterns = object.patternProperties.filter { $0.pattern.matches(name) }
      for pattern in patterns { parts.append(value(child, pattern.schema, holds, depth)) }
      guard !named.contains(ExactString(name)), patterns.isEmpty else { continue }
      for rest in [object.additionalProperties, object.unevaluatedProperties].compactMap(\.self) {
        parts.append(value(child, rest, holds, depth))
      }
    }
    for rule in object.dependentRequired {
      let absent = presence(of: rule.key, in: field, false)
      let all = combined(rule.required.map { presence(of: $0, in: field, holds) }, holds)
      parts.append(holds ? absent.union(all) : presence(of: rule.key, in: field, true).intersection(all))
    }
    for rule in object.dependentSchemas {
      let present = presence(of: rule.key, in: field, true)
      let applied = region(rule.schema, at: field, holds, depth: depth + 1)
      parts.append(
        holds ? presence(of: rule.key, in: field, false).union(applied) : present.intersection(applied))
    }
    if object.saysMore, !isOffer { parts.append(.unknown) }
    return parts
  }

  /// Whether a member is there; what is no object need not have it.
  private func presence(of name: String, in field: Int, _ holds: Bool) -> PayloadRegion {
    guard let child = table.number(of: table.fields[field].pointer.appending(name)) else {
      return isOffer && holds ? .everything : .unknown
    }
    let objects = table.fields[field].atoms { $0 == .object }
    let others = table.fields[field].atoms { $0 != .object && $0 != .absent }
    let there = PayloadBox(child, table.fields[child].atoms { $0 != .absent })
    guard holds else {
      return PayloadRegion([
        PayloadBox(field, objects).intersection(
          PayloadBox(child, table.fields[child].atoms { $0 == .absent }))
      ])
    }
    return PayloadRegion([PayloadBox(field, others), PayloadBox(field, objects).intersection(there)])
  }

  private func member(
    _ name: String, of field: Int, _ schema: SchemaGraph.NodeID, _ holds: Bool, _ depth: Int
  ) -> PayloadRegion {
    guard let child = table.number(of: table.fields[field].pointer.appending(name)) else {
      if graph[schema].always == true || !holds && graph[schema].saysNothing {
        return holds ? .everything : .nothing
      }
      return isOffer && holds || graph[schema].saysNothing ? .everything : .unknown
    }
    return value(child, schema, holds, depth)
  }

  /// The schema of a member: it applies where the member is there.
  private func value(_ child: Int, _ schema: SchemaGraph.NodeID, _ holds: Bool, _ depth: Int) -> PayloadRegion
  {
    let present = PayloadRegion([PayloadBox(child, table.fields[child].atoms { $0 != .absent })])
    let applied = present.intersection(region(schema, at: child, holds, depth: depth + 1))
    guard holds else { return applied }
    return PayloadRegion([PayloadBox(child, table.fields[child].atoms { $0 == .absent })]).union(applied)
      .joined(on: child)
  }
}

extension PayloadRegion {
  /// Boxes that limit nothing but one field are one.
  fileprivate func joined(on field: Int) -> PayloadRegion {
    guard boxes.count > 1,
      boxes.allSatisfy({ $0.limits.count == 1 && $0.limits[0].field == field && !$0.isFree })
    else { return self }
    var atoms = boxes[0].limits[0].atoms
    for box in boxes.dropFirst() { atoms.formUnion(box.limits[0].atoms) }
    return PayloadRegion([PayloadBox(field, atoms)])
  }
}

extension SchemaNode {
  fileprivate var saysNothing: Bool {
    always != false && !testsValue && object == nil && logic == nil
  }
}

extension ObjectKeywords {
  /// Whether a keyword looks at names or counts of members.
  fileprivate var saysMore: Bool { minProperties != nil || maxProperties != nil || propertyNames != nil }
}
