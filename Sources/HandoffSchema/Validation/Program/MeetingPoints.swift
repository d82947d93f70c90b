/// The nodes that one value may reach by more than one way, as the alternatives of a recursive schema do when they
/// descend into the same child.
///
/// Only there is it worth remembering what was decided. A node that every value reaches by one way at most is
/// evaluated as often as the node that applies it; so if all others remember, nothing is evaluated twice.
struct MeetingPoints: Sendable {
  private var flags: [Bool]

  /// One way to a node: what applies it, and to which part of its value.
  private struct Way {
    enum Part {
      case whole, element(Int), otherElements, anyElement
      case member(String), otherMembers, anyMember
      case name
    }

    var source: SchemaGraph.NodeID
    var part: Part

    /// Says whether both may lead to one value; a "yes" proves nothing.
    func meets(_ other: Way) -> Bool {
      switch (part, other.part) {
      case (.whole, _), (_, .whole): true
      case (.element(let left), .element(let right)): left == right
      case (.element, .otherElements), (.otherElements, .element): source != other.source
      case (.element, .anyElement), (.anyElement, .element): true
      case (.otherElements, .otherElements), (.otherElements, .anyElement), (.anyElement, .otherElements):
        true
      case (.anyElement, .anyElement): true
      case (.member(let left), .member(let right)): left.hasSameCodePoints(as: right)
      case (.member, .otherMembers), (.otherMembers, .member): source != other.source
      case (.member, .anyMember), (.anyMember, .member): true
      case (.otherMembers, .otherMembers), (.otherMembers, .anyMember), (.anyMember, .otherMembers): true
      case (.anyMember, .anyMember): true
      case (.name, .name): true
      case (.name, _), (_, .name): false
      case (.element, _), (.otherElements, _), (.anyElement, _): false
      case (.member, _), (.otherMembers, _), (.anyMember, _): false
      }
    }
  }

  /// More ways to one node are not told apart.
  private static let waysLimit = 16

  subscript(node: SchemaGraph.NodeID) -> Bool { flags[node] }

  /// Looks at every application of the schema.
  ///
  /// - Parameters:
  ///   - graph: The schema.
  ///   - resolve: The node that is applied where another one is named, for references that say nothing else.
  /// - Complexity: O(*n*) in the size of the schema.
  init(_ graph: SchemaGraph, resolve: (SchemaGraph.NodeID) -> SchemaGraph.NodeID) {
    flags = Array(repeating: false, count: graph.nodes.count)
    var ways: [[Way]] = Array(repeating: [], count: graph.nodes.count)
    for (source, node) in graph.nodes.enumerated() where resolve(source) == source {
      for (target, part) in Self.applications(of: node) {
        let target = resolve(target)
        if flags[target] { continue }
        let way = Way(source: source, part: part)
        if ways[target].count == Self.waysLimit || ways[target].contains(where: { $0.meets(way) }) {
          flags[target] = true
          ways[target] = []
        } else {
          ways[target].append(way)
        }
      }
    }
  }

  private static func applications(of node: SchemaNode) -> [(SchemaGraph.NodeID, Way.Part)] {
    var list: [(SchemaGraph.NodeID, Way.Part)] = []
    if let array = node.array {
      for (place, schema) in array.prefixItems.enumerated() { list.append((schema, .element(place))) }
      if let schema = array.items { list.append((schema, .otherElements)) }
      if let schema = array.contains { list.append((schema, .anyElement)) }
      if let schema = array.unevaluatedItems { list.append((schema, .anyElement)) }
    }
    if let object = node.object {
      for property in object.properties { list.append((property.schema, .member(property.key))) }
      for entry in object.patternProperties { list.append((entry.schema, .anyMember)) }
      if let schema = object.additionalProperties { list.append((schema, .otherMembers)) }
      if let schema = object.unevaluatedProperties { list.append((schema, .anyMember)) }
      if let schema = object.propertyNames { list.append((schema, .name)) }
      for entry in object.dependentSchemas { list.append((entry.schema, .whole)) }
    }
    if let logic = node.logic {
      var inPlace = logic.allOf + logic.anyOf + logic.oneOf
      inPlace += [logic.not, logic.reference].compactMap { $0 }
      if let condition = logic.condition {
        inPlace += [condition.condition, condition.then, condition.otherwise].compactMap { $0 }
      }
      if let dynamic = logic.dynamicReference {
        inPlace += [dynamic.initial] + dynamic.overrides.map(\.schema)
      }
      list += inPlace.map { ($0, .whole) }
    }
    return list
  }
}
