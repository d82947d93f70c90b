/// The locations of one schema that say the same as a location of another one, whatever they are called and wherever
/// they stand.
///
/// The coarsest partition of the locations of both such that those of one part say the same and lead to the same parts
/// in the same order (Moore's refinement, as for automata). Circles need no unfolding.
struct SchemaTwins {
  private var twins: [SchemaGraph.NodeID: SchemaGraph.NodeID] = [:]

  /// The most looks at a location; beyond it there are no twins.
  static let effortLimit = 4_000_000

  /// The location of the first schema that says the same as one of the second, or `nil`.
  subscript(node: SchemaGraph.NodeID) -> SchemaGraph.NodeID? { twins[node] }

  /// Compares two schemas; where references depend on how they are reached nothing is said.
  ///
  /// - Complexity: O(*n* · *d*) in the size of both and the depth to which they agree.
  init(_ first: SchemaGraph, _ second: SchemaGraph) {
    if first.isDynamic || second.isDynamic { return }
    let offset = first.nodes.count
    var signatures: [NodeSignature: Int] = [:]
    var parts: [Int] = []
    var children: [[Int]] = []
    for (graph, offset) in [(first, 0), (second, offset)] {
      for node in graph.nodes {
        let applications = node.orderedApplications
        let signature = NodeSignature(node, applications)
        let part = signatures[signature] ?? signatures.count
        signatures[signature] = part
        parts.append(part)
        children.append(applications.map { Self.resolved($0.schema, graph) + offset })
      }
    }
    var count = signatures.count
    var effort = 0
    while true {
      effort += parts.count
      guard effort <= Self.effortLimit else { return }
      var known: [[Int]: Int] = [:]
      let refined = parts.indices.map { node -> Int in
        let key = [parts[node]] + children[node].map { parts[$0] }
        let part = known[key] ?? known.count
        known[key] = part
        return part
      }
      parts = refined
      if known.count == count { break }
      count = known.count
    }
    var firsts: [Int: SchemaGraph.NodeID] = [:]
    for node in (0..<offset).reversed() { firsts[parts[node]] = node }
    for node in second.nodes.indices where !second.nodes[node].isOpenPart {
      if let twin = firsts[parts[Self.resolved(node, second) + offset]] { twins[node] = twin }
    }
  }

  /// The location that references that say nothing else lead to.
  private static func resolved(_ node: SchemaGraph.NodeID, _ graph: SchemaGraph) -> SchemaGraph.NodeID {
    var node = node
    while let target = graph.nodes[node].onlyReference { node = target }
    return node
  }
}

/// What a schema location says by itself.
private struct NodeSignature: Hashable {
  private var always: Bool?
  private var types: TypeSet
  private var takesOnlySpeltIntegers: Bool
  private var enumeration: [JSONValue]?
  private var constant: JSONValue?
  private var facts: [[KeywordFact]]
  private var applications: [Application] = []

  /// What is said of a schema that is applied, beside what that schema says itself.
  private struct Application: Hashable {
    var keyword: Keyword
    var name: ExactString?
    var isTelling: Bool

    init(_ application: SchemaApplication) {
      keyword = application.keyword
      isTelling = application.telling != .never
      switch application.subject {
      case .member(let text), .valueWithMember(let text): name = ExactString(text)
      case .members(let pattern): name = ExactString(pattern.source)
      // The place in the order says the rest.
      case .value, .element, .elements, .anyElement, .unevaluatedElements, .otherMembers, .unevaluatedMembers,
        .memberNames, .content:
        break
      }
    }
  }

  init(_ node: SchemaNode, _ applications: [SchemaApplication]) {
    self.applications = applications.map { Application($0) }
    always = node.always
    types = node.types
    takesOnlySpeltIntegers = node.takesOnlySpeltIntegers
    enumeration = node.enumeration
    constant = node.constant
    facts = [
      node.numeric?.facts ?? [], node.string?.facts ?? [], node.array?.facts ?? [], node.object?.facts ?? [],
    ]
  }
}

extension SchemaNode {
  /// The schemas that this one applies, in an order that its keywords fix.
  fileprivate var orderedApplications: [SchemaApplication] {
    var list: [SchemaApplication] = []
    // The order of `properties` means nothing.
    let properties = (object?.properties ?? []).sorted { ExactString($0.key) < ExactString($1.key) }
    list += properties.map { SchemaApplication(.properties, $0.schema, .member($0.key)) }
    // Nothing is validated within texts.
    list += applications().filter { $0.keyword != .properties && $0.keyword != .contentSchema }
    return list
  }
}
