/// Turns a schema graph into the tables of a program, one node at a time.
struct ProgramCompiler {
  let graph: SchemaGraph
  var nodes: [ProgramNode] = []
  private var resourcesOfNodes: [Int32] = []
  /// The classes of values that nodes with further schemas for the same value accept by themselves.
  var ownAccepted: [(id: SchemaGraph.NodeID, bits: UInt16)] = []
  var values: [ProgramValues] = []
  var numerics: [ProgramNumeric] = []
  var strings: [ProgramString] = []
  var arrays: [ProgramArray] = []
  var objects: [ProgramObject] = []
  var logics: [ProgramLogic] = []
  var dynamics: [ProgramDynamic] = []
  var overrides: [ProgramOverride] = []
  var references: [ProgramReference] = []
  var patternProperties: [ProgramPatternProperty] = []
  var dependencies: [ProgramDependency] = []
  var places: [UInt32] = []
  var choices: [ProgramChoice] = [ProgramChoice()]
  var questions: [ProgramQuestion] = []
  var answers: [ProgramAnswer] = []
  var integers: [Int] = []
  var names = NameTableBuilder()

  var facts: BranchFactsReader
  var tags = UnionTags()
  /// The links of chains of conditions that a question covers already.
  var chained: Set<SchemaGraph.NodeID> = []
  /// How many conditions were looked at for questions; that is at most quadratic in the schema, and capped.
  var conditionEffort = 0

  var patterns: [Pattern] = []
  var formats: [Format] = []
  var exactNumerics: [ValidationProgram.ExactNumeric] = []
  var numbers: [Set<Decimal>] = []
  var containers: [Set<JSONValue>] = []

  private var resources: [ExactString: Int32] = [:]
  /// Where the overrides of each dynamic anchor begin.
  var overrideStarts: [ExactString: UInt32] = [:]
  var patternNumbers: [ExactString: Int32] = [:]

  /// The nodes in front of the schema's own: `true`, `false`, and none.
  static let reserved = 3

  init(_ graph: SchemaGraph) {
    self.graph = graph
    facts = BranchFactsReader(graph.nodes)
    nodes = [.always, .never, .always]
    resourcesOfNodes = [0, 0, 0]
    nodes.reserveCapacity(graph.nodes.count + Self.reserved)
  }

  mutating func compile() {
    let meetings = MeetingPoints(graph) { graph.isDynamic ? $0 : resolved($0) }
    for (id, node) in graph.nodes.enumerated() {
      var compiled = compile(node, id)
      if meetings[id] { compiled.meet() }
      nodes.append(compiled)
    }
    settleByParts()
    names.settle(by: nodes)
  }

  private mutating func compile(_ node: SchemaNode, _ id: SchemaGraph.NodeID) -> ProgramNode {
    if let always = node.always {
      resourcesOfNodes.append(0)
      return always ? .always : .never
    }
    var result = ProgramNode()
    result.values = compileValues(node)
    if let numeric = node.numeric { result.numeric = compile(numeric) }
    if let string = node.string { result.string = compile(string) }
    if let array = node.array {
      result.array = compile(array)
      if array.unevaluatedItems != nil { result.flags.insert(.hasUnevaluated) }
    }
    if let object = node.object {
      result.object = compile(object)
      if object.unevaluatedProperties != nil { result.flags.insert(.hasUnevaluated) }
    }
    settle(node.effectiveTypes, in: &result)
    if let logic = node.logic {
      result.logic = compile(logic, of: id)
      ownAccepted.append((id, result.accepted))
      result.accepted = 0
    }
    if node.takesOnlySpeltIntegers, result.flags.contains(.isWhole) { result.refuseUnspeltIntegers() }
    if graph.isDynamic { result.flags.insert(.tracksResource) }
    result.shape = shape(of: result)
    resourcesOfNodes.append(graph.isDynamic ? resource(node.location.base) : 0)
    return result
  }

  private func shape(of node: ProgramNode) -> ProgramNode.Shape {
    guard node.array & node.object & node.logic == -1 else {
      let isOnlyLogic = node.values & node.numeric & node.string & node.array & node.object == -1
      if isOnlyLogic, node.flags.isEmpty, logics[Int(node.logic)].isChoice { return .choice }
      let isAlone = node.values & node.numeric & node.string & node.logic == -1 && node.flags.isEmpty
      if isAlone, node.array < 0, isPlain(objects[Int(node.object)]) { return .plainObject }
      if isAlone, node.object < 0, isPlain(arrays[Int(node.array)]) { return .plainArray }
      return .general
    }
    switch (node.values, node.numeric, node.string) {
    case (-1, -1, -1): return .onlyTypes
    case (-1, _, -1): return .onlyNumeric
    // The roads of the other shapes do not ask whether a number is whole.
    case _ where node.flags.contains(.isWhole): return .general
    case (_, -1, -1): return .onlyValues
    case (-1, -1, _): return .onlyString
    default: return .general
    }
  }

  private func isPlain(_ object: ProgramObject) -> Bool {
    object.isPlain && object.looksAtMembers && !object.asksForNamesOnly && object.names.entries.count <= 64
      && object.minProperties == 0 && object.maxProperties == .max
      && object.dependentRequired.count + object.dependentSchemas.count == 0
  }

  private func isPlain(_ array: ProgramArray) -> Bool {
    array.prefixItems.count == 0 && array.contains.isNone && !array.uniqueItems
  }

  /// Notes which classes of values the types decide about, whatever further schemas say.
  private func settle(_ types: TypeSet, in node: inout ProgramNode) {
    let literals = node.values < 0 ? .max : values[Int(node.values)].literals
    for kind in [TapeNode.Kind.null, .false, .true] {
      let isAllowed = !types.isDisjoint(with: kind == .null ? .null : .boolean)
      node.settle(kind, isAllowed && literals & 1 << kind.rawValue != 0 ? .accepted : .refused)
    }
    func settle(_ kind: TapeNode.Kind, _ type: TypeSet, _ keywords: Int32) {
      let isFree = node.values & keywords == -1
      node.settle(kind, types.isDisjoint(with: type) ? .refused : isFree ? .accepted : .open)
    }
    settle(.number, .number, node.numeric)
    settle(.string, .string, node.string)
    settle(.array, .array, node.array)
    settle(.object, .object, node.object)
    if types.contains(.integer), !types.contains(.number) {
      node.flags.insert(.isWhole)
      node.accepted &= ~TapeNode.classBit(.number, .notPlainInteger)
    }
  }

  mutating func resource(_ base: String) -> Int32 {
    if let known = resources[ExactString(base)] { return known }
    let number = Int32(resources.count)
    resources[ExactString(base)] = number
    return number
  }

  /// The node that a schema's node became; plain references that say nothing else are skipped.
  func reference(_ id: SchemaGraph.NodeID) -> ProgramReference {
    var id = id
    var hops = 0
    // With dynamic references the resources on the way count, so that no step is skipped.
    while !graph.isDynamic, hops < ProgramReference.hopLimit, let target = graph.nodes[id].onlyReference {
      id = target
      hops += 1
    }
    if let always = graph.nodes[id].always { return always ? .always : .never }
    return ProgramReference(node: id + Self.reserved, hops: hops)
  }

  /// The node that plain references lead to.
  func resolved(_ id: SchemaGraph.NodeID) -> SchemaGraph.NodeID {
    var id = id
    var hops = 0
    while hops < ProgramReference.hopLimit, let target = graph.nodes[id].onlyReference {
      id = target
      hops += 1
    }
    return id
  }

  /// The reference to an optional subschema.
  func reference(_ id: SchemaGraph.NodeID?) -> ProgramReference {
    id.map { reference($0) } ?? .none
  }

  /// A run of references.
  mutating func list(_ ids: [SchemaGraph.NodeID]) -> ProgramRange {
    let range = ProgramRange(start: UInt32(references.count), count: UInt32(ids.count))
    for id in ids { references.append(reference(id)) }
    return range
  }

  /// The tables in one buffer.
  func image(_ matchers: [LazyMatcher]) -> (ProgramImage, ValidationProgram.Sections) {
    var image = ProgramImage()
    var sections = ValidationProgram.Sections()
    sections.nodes = image.add(nodes)
    sections.resources = image.add(resourcesOfNodes)
    sections.values = image.add(values)
    sections.numerics = image.add(numerics)
    sections.strings = image.add(strings)
    sections.arrays = image.add(arrays)
    sections.objects = image.add(objects)
    sections.logics = image.add(logics)
    sections.dynamics = image.add(dynamics)
    sections.overrides = image.add(overrides)
    sections.references = image.add(references)
    sections.patternProperties = image.add(patternProperties)
    sections.dependencies = image.add(dependencies)
    sections.places = image.add(places)
    sections.choices = image.add(choices)
    sections.questions = image.add(questions)
    sections.answers = image.add(answers)
    sections.integers = image.add(integers)
    sections.powers = image.add((0...18).map { power in (0..<power).reduce(1) { value, _ in value * 10 } })
    sections.names = image.add(names.entries)
    sections.slots = image.add(names.slots)
    sections.bytes = image.add(names.bytes)
    sections.matchers = image.add(matchers.map { UInt(bitPattern: Unmanaged.passUnretained($0).toOpaque()) })
    return (image, sections)
  }
}
