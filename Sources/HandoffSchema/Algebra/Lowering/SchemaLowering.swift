/// Takes schemas apart into shapes.
///
/// Every schema location is read once per dynamic scope. A location that is needed while it is still being
/// read becomes a reference, so recursion costs nothing here; so does one that lies too deep for the call
/// stack, which is read afterwards.
struct SchemaLowering {
  typealias NodeID = SchemaGraph.NodeID

  /// A schema location as it is reached through one dynamic scope.
  struct Place: Hashable {
    var node: NodeID
    var scope: Int
  }

  let graph: SchemaGraph
  var arena: FormulaArena
  var scopes: DynamicScopes
  private var finished: [Place: Shape] = [:]
  /// Shapes of locations that are known from another schema that says the same there.
  private var twins: [NodeID: Shape] = [:]
  private var inProgress: Set<Place> = []
  private var references: [Place: Int] = [:]
  private var deferred: [(place: Place, reference: Int)] = []
  private var depth = 0
  /// Time and memory; steps are not counted here, since each location is read once.
  private var budget: Budget
  /// For each constraint where the schema first asks for it; kept on request.
  private var origins: [Formula: String]?

  private static let depthLimit = 64

  init(graph: SchemaGraph, arena: consuming FormulaArena, deadline: Deadline?) {
    self.graph = graph
    self.arena = arena
    budget = Budget(stepLimit: .max, deadline: deadline)
    scopes = DynamicScopes(graph: graph)
  }

  /// Reads the schema with all that it refers to.
  ///
  /// - Parameters:
  ///   - graph: The schema.
  ///   - arena: Where its formulas are kept.
  ///   - deadline: When to give up; what was not read by then is taken as a constraint that nobody can look into.
  ///   - origins: Takes the locations of constraints, unless it is `nil`.
  ///   - twins: The shapes of locations that need not be read.
  /// - Returns: The shape, those of all locations, and whether all of the schema was read.
  static func shape(
    of graph: SchemaGraph, in arena: inout FormulaArena, deadline: Deadline?,
    origins: inout [Formula: String]?, twins: [NodeID: Shape] = [:]
  ) -> (shape: Shape, locations: [NodeID: Shape], isWhole: Bool) {
    var lowering = SchemaLowering(graph: graph, arena: arena, deadline: deadline)
    // One copy of the arena at a time: two would be copied as soon as one is written to.
    arena = FormulaArena()
    lowering.origins = origins
    lowering.twins = twins
    let root = Place(node: graph.root, scope: 0)
    let shape = lowering.shape(of: graph.root, from: root)
    while let next = lowering.deferred.popLast() {
      let shape = lowering.shape(of: next.place)
      lowering.arena.definitions[next.reference] = shape
    }
    arena = lowering.arena
    origins = lowering.origins
    // Where references depend on the way, a location alone has no shape.
    let pairs = graph.isDynamic ? [] : lowering.finished.map { ($0.key.node, $0.value) }
    return (shape, Dictionary(uniqueKeysWithValues: pairs), lowering.budget.exhausted == nil)
  }

  /// Says whether there is time and memory left; constraints that cost more than their share ask, too.
  mutating func mayGoOn() -> Bool {
    if arena.isFull { budget.exhaust(.memoryLimit(FormulaArena.byteLimit)) }
    return budget.spend()
  }

  /// Stands for what was not read.
  private mutating func unread() -> Shape {
    let reason = budget.exhausted ?? .deadline
    return Shape(repeating: arena.opaque(reason))
  }

  /// Notes where the constraints come from.
  mutating func note(_ parts: ShapeParts, at place: Place) {
    guard origins != nil else { return }
    var formulas = parts.numbers + parts.strings + parts.arrays + parts.objects
    if parts.types.contains(.integer), !parts.types.contains(.number) {
      formulas.append(arena.formula(.multiple(of: .one)))
    }
    for shape in parts.shapes { formulas += Shape.Component.allCases.map { shape[$0] } }
    let location = graph.nodes[place.node].location.uri
    for formula in formulas where origins?[formula] == nil { origins?[formula] = location }
  }

  /// The shape of a location that `parent` applies or refers to.
  mutating func shape(of node: NodeID, from parent: Place) -> Shape {
    shape(of: place(of: node, from: parent))
  }

  func isBoolean(_ node: NodeID) -> Bool { graph.nodes[node].always != nil }

  mutating func place(of node: NodeID, from parent: Place) -> Place {
    Place(node: node, scope: scopes.entering(graph, node, from: parent.scope))
  }

  mutating func shape(of place: Place) -> Shape {
    if let always = graph.nodes[place.node].always { return always ? .all : .none }
    if let known = finished[place] ?? twins[place.node] { return known }
    if inProgress.contains(place) { return reference(to: place) }
    guard mayGoOn() else { return unread() }
    if depth >= Self.depthLimit {
      let known = references[place] != nil
      let shape = reference(to: place)
      if !known, let reference = references[place] { deferred.append((place, reference)) }
      return shape
    }
    depth += 1
    inProgress.insert(place)
    let shape = read(place)
    inProgress.remove(place)
    depth -= 1
    finished[place] = shape
    if let reference = references[place] { arena.definitions[reference] = shape }
    return shape
  }

  private mutating func reference(to place: Place) -> Shape {
    let index: Int
    if let known = references[place] {
      index = known
    } else {
      index = arena.definitions.count
      arena.definitions.append(.all)
      references[place] = index
    }
    var shape = Shape.all
    for component in Shape.Component.allCases {
      shape[component] = arena.formula(.reference(index, component))
    }
    return shape
  }
}
