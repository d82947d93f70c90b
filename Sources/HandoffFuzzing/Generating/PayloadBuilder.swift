import HandoffSchema

/// Builds one value from a schema, choice by choice.
struct PayloadBuilder {
  /// One step from a value to a part of it.
  enum Step: Sendable, Hashable {
    case member(String)
    case element(Int)

    var token: String {
      switch self {
      case .member(let name): name
      case .element(let index): String(index)
      }
    }
  }

  /// A place of the payload and the schema nodes that its value was built for.
  struct Place: Sendable {
    var path: [Step]
    var nodes: [SchemaGraph.NodeID]
    /// The indices of the choices that made the value.
    var choices: Range<Int>
  }

  let plan: GenerationPlan
  let size: PayloadSize
  var draws: Draws
  /// The places of the payload, each after the places below it; kept only on request.
  private(set) var places: [Place] = []
  let keepsPlaces: Bool
  /// The only node of which places are kept; `nil` where those of all are.
  private let keptNode: SchemaGraph.NodeID?
  var path: [Step] = []
  /// Values that may still be built before the rest is kept as small as possible.
  var valuesLeft: Int
  /// How many values around this one contain themselves.
  private var recursions = 0
  private var stepsLeft = stepLimit
  /// The last texts, to be used again.
  private(set) var recentTexts: [[UInt32]] = []
  private(set) var recentNumbers: [Int] = []
  /// The choices of texts that match patterns, the last one of each.
  private(set) var recentSamples: [(sources: [String], choices: [Choice])] = []
  /// Whether the validator has been asked about the whole value.
  private(set) var isConfirmed = false
  private var steering: Steering?
  private var hasArrived = false

  /// No schema asks for more than this in earnest, and every level costs call stack.
  static let deepest = 100
  private static let attemptsPerValue = 16
  /// The most values that are built for one payload, those of failed attempts included.
  static let stepLimit = 100_000

  init(
    plan: GenerationPlan, size: PayloadSize, draws: Draws, keepsPlaces: Bool = false,
    keptNode: SchemaGraph.NodeID? = nil, steering: Steering? = nil
  ) {
    self.plan = plan
    self.size = size
    self.draws = draws
    self.keepsPlaces = keepsPlaces
    self.keptNode = keptNode
    self.steering = steering
    valuesLeft = size.values
  }

  /// How deep values that contain themselves may still go here.
  var depthLeft: Int { valuesLeft > 0 ? max(0, size.depth - recursions) : 0 }

  /// Whether there is room for optional parts of some schemas.
  ///
  /// Only what contains itself is held back by the depth, so that no constraint has to wait for a large payload.
  func hasRoom(for nodes: some Collection<SchemaGraph.NodeID>) -> Bool {
    if nodes.isEmpty { return depthLeft > 0 && path.count < size.depth }
    return nodes.allSatisfy { !plan.facts.isRecursive[$0] || plan.facts.cost[$0] <= depthLeft - 1 }
  }

  /// How likely an optional part is, of 16: the usual, or little once the payload is large; never far beyond.
  func odds(_ usual: Int) -> Int {
    valuesLeft > 0 ? usual : valuesLeft > -4 * size.values ? min(usual, 1) : 0
  }

  /// Whether the payload still has to be led to a goal at all.
  var isBeingLed: Bool { steering != nil && !hasArrived }

  /// Whether the payload still has to be led to its goal through a node.
  func isLed(through nodes: some Sequence<SchemaGraph.NodeID>) -> Bool {
    guard let steering, !hasArrived else { return false }
    return nodes.contains(where: steering.leads)
  }

  /// Builds a value that satisfies all of the nodes.
  ///
  /// A value that has to be checked is built again, a bounded number of times, where the check fails.
  mutating func value(for requested: [SchemaGraph.NodeID]) throws(DeadEnd) -> JSONValue {
    guard path.count <= Self.deepest else {
      throw .cap("the schema asks for more than \(Self.deepest) levels of nesting")
    }
    if path.isEmpty { try plan.checkIsWorthTrying(requested) }
    stepsLeft -= 1
    guard stepsLeft > 0 else {
      let cap = DeadEnd.cap("the schema takes more than \(Self.stepLimit) steps to build a payload")
      plan.noteCap(cap)
      throw cap
    }
    valuesLeft -= 1
    let isRecursive = requested.isEmpty || requested.contains { plan.facts.isRecursive[$0] }
    if isRecursive { recursions += 1 }
    defer { if isRecursive { recursions -= 1 } }
    var problem = DeadEnd.refused
    var last: (value: JSONValue, demand: Demand)?
    let mark = draws.mark
    let state = snapshot
    for _ in 0..<Self.attemptsPerValue {
      var demand = Demand()
      do throws(DeadEnd) {
        demand = try self.demand(for: requested)
        // Once the goal is on the way, what lies below it is free: a recursive schema would be led on for ever.
        if let steering, demand.nodes.contains(steering.goal) { hasArrived = true }
        let value = try build(&demand)
        guard !demand.needsCheck || requested.allSatisfy({ plan.isValid(value, at: $0) }) else {
          last = (value, demand)
          throw .refused
        }
        if path.isEmpty {
          plan.noteSuccess()
          isConfirmed = demand.needsCheck
        }
        draws.endSpan(from: mark, label: Self.label(of: requested))
        if keepsPlaces, keptNode.map(demand.nodes.contains) ?? true {
          places.append(Place(path: path, nodes: demand.nodes, choices: draws.range(since: mark)))
        }
        return value
      } catch {
        problem = error
        restore(state)
      }
      guard demand.needsCheck || demand.hasChoices || path.isEmpty, stepsLeft > 0, draws.retry(from: mark)
      else { break }
    }
    draws.rewind(to: mark)
    if problem == .refused, let last { problem = plan.obstacle(to: last.value, in: last.demand) }
    if path.isEmpty, requested == [plan.graph.root], steering == nil {
      plan.noteFailure(problem)
    }
    throw problem
  }

  private static let remembered = 4

  /// Keeps a text that may come again; long ones say nothing more.
  mutating func remember(_ scalars: [UInt32], _ text: String) {
    guard (1...64).contains(text.utf8.count) else { return }
    if recentTexts.count == Self.remembered { recentTexts.removeFirst() }
    recentTexts.append(scalars)
  }

  /// Keeps how a text of patterns was chosen, which may come again; long ones say nothing more.
  mutating func remember(_ sources: [String], _ choices: ArraySlice<Choice>) {
    guard (1...64).contains(choices.count) else { return }
    recentSamples.removeAll { $0.sources.elementsEqual(sources) { $0.hasSameCodePoints(as: $1) } }
    if recentSamples.count == Self.remembered { recentSamples.removeFirst() }
    recentSamples.append((sources, Array(choices)))
  }

  /// Keeps a number that may come again.
  mutating func remember(_ number: Int) {
    if recentNumbers.count == Self.remembered { recentNumbers.removeFirst() }
    recentNumbers.append(number)
  }

  /// All that an attempt changes, the choices aside.
  struct Snapshot {
    fileprivate var places: Int
    fileprivate var path: Int
    fileprivate var valuesLeft: Int
    fileprivate var hasArrived: Bool
  }

  var snapshot: Snapshot {
    Snapshot(places: places.count, path: path.count, valuesLeft: valuesLeft, hasArrived: hasArrived)
  }

  /// Goes back to where an attempt began.
  mutating func restore(_ state: Snapshot) {
    places.removeLast(places.count - state.places)
    path.removeLast(path.count - state.path)
    valuesLeft = state.valuesLeft
    hasArrived = state.hasArrived
  }

  /// Values of the same schemas may stand for each other.
  static func label(of requested: [SchemaGraph.NodeID]) -> Int {
    requested.count == 1
      ? requested[0] : requested.reduce(requested.count) { ($0 &* 31 &+ $1) & (1 << 40 - 1) }
  }

  /// The label of a value together with the choice that let it exist.
  static func partLabel(of requested: [SchemaGraph.NodeID]) -> Int { -1 - label(of: requested) }

  /// Builds a value of a demand, unchecked.
  mutating func build(_ demand: inout Demand) throws(DeadEnd) -> JSONValue {
    if let allowed = demand.allowed {
      if demand.nodes.count > 1 { demand.needsCheck = true }
      let candidates = allowed.filter { demand.types.contains(TypeSet(of: $0)) }
      guard let value = draws.element(of: candidates) else {
        throw .contradiction("no value of \"enum\" and \"const\" satisfies the other keywords")
      }
      return value
    }
    switch try type(for: demand) {
    case .null: return .null
    case .boolean: return .bool(draws.below(2) == 1)
    case .number: return .number(try number(for: &demand))
    case .string: return .string(try string(for: &demand))
    case .array: return try array(for: &demand)
    case .object: return try object(for: &demand)
    }
  }

  private mutating func type(for demand: Demand) throws(DeadEnd) -> JSONType {
    if let only = Self.onlyType(in: demand.types) { return only }
    let possible = Self.types(in: demand.types)
    guard let first = possible.first else {
      throw .contradiction("no type satisfies all of the schemas that apply together")
    }
    guard possible.count > 1 else { return first }
    // A schema that constrains objects but forgets to say `type` mostly means objects; now and then it gets
    // what it literally allows.
    let meant = possible.filter { demand.mentions($0) }
    if !demand.isTyped, !meant.isEmpty, meant.count < possible.count {
      let leads = meant.contains { isLed(through: demand.parts(of: $0)) }
      if !draws.flag(leads ? 0 : 1, in: 16) { return choose(of: meant, demand, reach: meant.count) }
    }
    // The simplest stand first; a container only where there is room for one.
    let flat = possible.lastIndex { $0 != .array && $0 != .object }
    let isHeldBack = possible.suffix(2).contains { !hasRoom(for: demand.parts(of: $0)) }
    let reach = isHeldBack ? flat.map { $0 + 1 } ?? possible.count : possible.count
    return choose(of: possible, demand, reach: reach)
  }

  private mutating func choose(of types: [JSONType], _ demand: Demand, reach: Int) -> JSONType {
    guard types.count > 1 else { return types[0] }
    if let led = types.firstIndex(where: { isLed(through: demand.parts(of: $0)) }) {
      return types[draws.branch(of: types.count, among: [led])]
    }
    return types[draws.branch(of: types.count, reach: reach)]
  }

  /// The type of a set that has one; `nil` where it has none or several.
  private static func onlyType(in set: TypeSet) -> JSONType? {
    switch set {
    case .object: .object
    case .string: .string
    case .array: .array
    case .boolean: .boolean
    case .null: .null
    case .integer, .number: .number
    default: nil
    }
  }

  /// The types of a set, simplest first.
  static func types(in set: TypeSet) -> [JSONType] {
    var result: [JSONType] = []
    if set.contains(.null) { result.append(.null) }
    if set.contains(.boolean) { result.append(.boolean) }
    if !set.isDisjoint(with: .number) { result.append(.number) }
    if set.contains(.string) { result.append(.string) }
    if set.contains(.array) { result.append(.array) }
    if set.contains(.object) { result.append(.object) }
    return result
  }
}

extension Demand {
  /// Whether some keyword is about values of the type.
  func mentions(_ type: JSONType) -> Bool {
    switch type {
    case .null, .boolean: false
    case .number: !numeric.isEmpty
    case .string: !strings.isEmpty
    case .array: !arrays.isEmpty
    case .object: !objects.isEmpty
    }
  }

  /// The schemas of the parts of a value of the type.
  func parts(of type: JSONType) -> [SchemaGraph.NodeID] {
    switch type {
    case .array: arrays.flatMap { $0.prefixItems + [$0.items, $0.contains].compactMap(\.self) }
    case .object:
      objects.flatMap { _, keywords in
        keywords.properties.map(\.schema) + keywords.patternProperties.map(\.schema)
          + [keywords.additionalProperties, keywords.unevaluatedProperties].compactMap(\.self)
          + keywords.dependentSchemas.map(\.schema)
      }
    default: []
    }
  }
}
