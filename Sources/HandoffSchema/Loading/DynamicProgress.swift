/// Looks for circles of schemas that apply each other to one value through references that depend on how they are reached.
///
/// A location means one thing in each dynamic scope, so the search goes over pairs of both, from the root on: what
/// cannot be reached is no circle.
struct DynamicProgress {
  private struct Place: Hashable {
    var node: SchemaGraph.NodeID
    var scope: Int
  }

  private let graph: SchemaGraph
  private var scopes: DynamicScopes
  private var waiting: [Place] = []
  private var reached: Set<Place> = []
  private var done: Set<Place> = []

  /// The most pairs that are looked at; the caps of validation hold what lies beyond.
  static let placeLimit = 100_000

  init(_ graph: SchemaGraph) {
    self.graph = graph
    scopes = DynamicScopes(graph: graph)
  }

  /// The locations of a circle, the first one again at its end, or `nil` where there is none.
  ///
  /// - Complexity: O(*n*) in the pairs of location and scope, with a stack of its own.
  mutating func circle() -> [SchemaGraph.NodeID]? {
    reach(graph.root, from: 0)
    while let start = waiting.popLast() {
      if let circle = circle(from: start) { return circle }
      if reached.count > Self.placeLimit { return nil }
    }
    return nil
  }

  private mutating func reach(_ node: SchemaGraph.NodeID, from scope: Int) {
    let place = Place(node: node, scope: scopes.entering(graph, node, from: scope))
    if reached.insert(place).inserted { waiting.append(place) }
  }

  private mutating func circle(from start: Place) -> [SchemaGraph.NodeID]? {
    if done.contains(start) { return nil }
    var path: [(place: Place, targets: [Place], next: Int)] = [(start, targets(of: start), 0)]
    var open: Set<Place> = [start]
    while let top = path.last {
      if top.next == top.targets.count {
        path.removeLast()
        open.remove(top.place)
        done.insert(top.place)
        continue
      }
      path[path.count - 1].next += 1
      let target = top.targets[top.next]
      if open.contains(target) {
        return path.map(\.place).drop { $0 != target }.map(\.node) + [target.node]
      }
      if !done.contains(target), path.count <= EvaluationLimits.inPlaceDepth {
        open.insert(target)
        path.append((target, targets(of: target), 0))
      }
    }
    return nil
  }

  /// The schemas that a location applies to the same value; what it applies to others is looked at later.
  private mutating func targets(of place: Place) -> [Place] {
    var inPlace: [SchemaGraph.NodeID] = []
    let applications = graph.nodes[place.node].applications { [scopes.target(of: $0, in: place.scope)] }
    for application in applications {
      if application.isInPlace {
        inPlace.append(application.schema)
      } else {
        reach(application.schema, from: place.scope)
      }
    }
    return inPlace.map { Place(node: $0, scope: scopes.entering(graph, $0, from: place.scope)) }
  }
}
