/// What a schema says of objects at a glance: enough to tell alternatives apart without trying them.
struct BranchFacts: Sendable {
  /// The types that it leaves.
  var types = TypeSet.all
  /// The scalars to which it restricts members where they are present, by name.
  var constants: [ExactString: [JSONValue]] = [:]
  /// The members that it requires.
  var required: Set<ExactString> = []

  /// Of a set with more values nothing is known.
  static let valueLimit = 4_096

  /// The facts of a schema that asks for both.
  mutating func formConjunction(_ other: Self) {
    types = types.intersection(other.types)
    required.formUnion(other.required)
    constants.merge(other.constants) { left, right in
      let kept = Set(right)
      return left.filter { kept.contains($0) }
    }
  }

  /// The facts of a schema that asks for one of several.
  static func disjunction(_ all: [Self]) -> Self {
    guard var result = all.first else { return Self() }
    var values = result.constants.mapValues { (list: $0, known: Set($0)) }
    for facts in all.dropFirst() {
      result.types.formUnion(facts.types)
      result.required.formIntersection(facts.required)
      values = values.filter { facts.constants[$0.key] != nil && $0.value.list.count <= valueLimit }
      for name in values.keys {
        for value in facts.constants[name] ?? [] where values[name]?.known.insert(value).inserted == true {
          values[name]?.list.append(value)
        }
      }
    }
    result.constants = values.mapValues(\.list)
    return result
  }
}

/// Reads the facts of schemas, each location once.
struct BranchFactsReader {
  private let nodes: [SchemaNode]
  private var known: [SchemaGraph.NodeID: BranchFacts] = [:]

  /// Longer chains of schemas for one value are not followed.
  private static let depthLimit = 24
  private static let valueDepthLimit = 4

  init(_ nodes: [SchemaNode]) {
    self.nodes = nodes
  }

  /// The facts of a schema, those of what it applies to the same value included.
  ///
  /// - Complexity: O(*n*) in what it applies, once.
  mutating func facts(of id: SchemaGraph.NodeID, depth: Int = 0) -> BranchFacts {
    if let facts = known[id] { return facts }
    let node = nodes[id]
    var facts = BranchFacts()
    facts.types = node.effectiveTypes
    guard node.always == nil, depth < Self.depthLimit else { return facts }
    for property in node.object?.properties ?? [] {
      if let values = scalars(of: property.schema, depth: 0) {
        facts.constants[ExactString(property.key)] = values
      }
    }
    facts.required = Set((node.object?.required ?? []).map { ExactString($0) })
    if let logic = node.logic {
      for part in (logic.reference.map { [$0] } ?? []) + logic.allOf {
        facts.formConjunction(self.facts(of: part, depth: depth + 1))
      }
      for choice in [logic.anyOf, logic.oneOf] where !choice.isEmpty {
        var parts: [BranchFacts] = []
        for part in choice { parts.append(self.facts(of: part, depth: depth + 1)) }
        facts.formConjunction(.disjunction(parts))
      }
    }
    known[id] = facts
    return facts
  }

  /// The scalars to which a schema restricts a value, or `nil` where others are allowed or it cannot be told.
  private func scalars(of id: SchemaGraph.NodeID, depth: Int) -> [JSONValue]? {
    let node = nodes[id]
    if let values = node.constant.map({ [$0] }) ?? node.enumeration {
      return values.count <= BranchFacts.valueLimit && values.allSatisfy(\.isTag) ? values : nil
    }
    guard let logic = node.logic, depth < Self.valueDepthLimit else { return nil }
    for part in (logic.reference.map { [$0] } ?? []) + logic.allOf {
      if let values = scalars(of: part, depth: depth + 1) { return values }
    }
    for choice in [logic.anyOf, logic.oneOf] where !choice.isEmpty {
      let parts = choice.map { scalars(of: $0, depth: depth + 1) }
      if parts.allSatisfy({ $0 != nil }) { return parts.flatMap { $0 ?? [] } }
    }
    return nil
  }
}

extension JSONValue {
  /// True for what may tell alternatives apart: texts, literals, and numbers that a machine word holds.
  fileprivate var isTag: Bool {
    switch self {
    case .null, .bool, .string: true
    case .number(let number): number.intValue != nil
    case .array, .object: false
    }
  }
}
