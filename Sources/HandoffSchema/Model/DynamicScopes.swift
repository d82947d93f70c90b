/// The dynamic scopes through which schema locations are reached.
///
/// Only what can change the meaning of a `$dynamicRef` is kept of a scope: for each dynamic anchor the
/// outermost resource that defines it (JSON Schema 2020-12 core, section 8.2.3.2).
struct DynamicScopes {
  /// An anchor that some reference leaves to the dynamic scope, with the resources that define it.
  private struct Anchor {
    var name: String
    var overrides: [(base: String, schema: SchemaGraph.NodeID)]
  }

  private var anchors: [Anchor] = []
  /// For each scope and anchor the override that won, or -1; scope 0 has entered nothing yet.
  private var scopes: [[Int]] = []
  private var known: [[Int]: Int] = [:]

  init(graph: SchemaGraph) {
    for node in graph.nodes {
      guard let reference = node.logic?.dynamicReference else { continue }
      if let place = anchors.firstIndex(where: { $0.name.hasSameCodePoints(as: reference.anchor) }) {
        for override in reference.overrides
        where !anchors[place].overrides.contains(where: { $0.base.hasSameCodePoints(as: override.base) }) {
          anchors[place].overrides.append(override)
        }
      } else {
        anchors.append(Anchor(name: reference.anchor, overrides: reference.overrides))
      }
    }
    let start = anchors.map { _ in -1 }
    scopes = [start]
    known[start] = 0
  }

  /// The scope inside a location that is reached from another scope.
  mutating func entering(_ graph: SchemaGraph, _ node: SchemaGraph.NodeID, from scope: Int) -> Int {
    if anchors.isEmpty { return scope }
    let base = graph.nodes[node].location.base
    var assigned = scopes[scope]
    for (place, anchor) in anchors.enumerated() where assigned[place] < 0 {
      if let override = anchor.overrides.firstIndex(where: { $0.base.hasSameCodePoints(as: base) }) {
        assigned[place] = override
      }
    }
    if let existing = known[assigned] { return existing }
    scopes.append(assigned)
    known[assigned] = scopes.count - 1
    return scopes.count - 1
  }

  /// What a reference means in a scope.
  func target(of reference: LogicKeywords.DynamicReference, in scope: Int) -> SchemaGraph.NodeID {
    guard let place = anchors.firstIndex(where: { $0.name.hasSameCodePoints(as: reference.anchor) }),
      scopes[scope][place] >= 0
    else { return reference.initial }
    return anchors[place].overrides[scopes[scope][place]].schema
  }
}
