import HandoffSchema

/// One constraint of one schema node, with one way of breaking it.
struct MutationTarget: Sendable, Hashable {
  /// The node whose constraint is to be broken.
  var node: SchemaGraph.NodeID
  var operation: MutationOperator
  /// The name that the constraint is about, for those that are about names.
  var name: String?
  /// A second name: what a dependent member needs.
  var dependent: String?

  init(
    _ node: SchemaGraph.NodeID, _ operation: MutationOperator, name: String? = nil, dependent: String? = nil
  ) {
    self.node = node
    self.operation = operation
    self.name = name
    self.dependent = dependent
  }
}

extension MutationTarget {
  /// Everything that can be broken in payloads of a schema: each constraint of each node that applies to
  /// some part of a payload, in breadth-first order.
  ///
  /// - Complexity: O(*n*) in the size of the graph.
  static func all(in plan: GenerationPlan) -> [MutationTarget] {
    let graph = plan.graph
    guard graph.nodes.indices.contains(graph.root) else { return [] }
    var seen = Set([graph.root])
    var open = [graph.root]
    var next = 0
    var targets: [MutationTarget] = []
    while next < open.count {
      let id = open[next]
      next += 1
      targets += constraints(of: graph[id], id, plan)
      let repeated = repeatedConstants(of: graph[id], graph)
      graph[id].forEachChild { child in
        if !repeated.contains(child), seen.insert(child).inserted { open.append(child) }
      }
    }
    return targets
  }

  /// The constants of one `anyOf` or `oneOf` that are broken one by one.
  static let constantLimit = 64

  /// Branches that are constants and nothing else, beyond the first ones: what breaks one of them breaks all, so they
  /// are one long enumeration.
  private static func repeatedConstants(of node: SchemaNode, _ graph: SchemaGraph) -> Set<SchemaGraph.NodeID>
  {
    guard let logic = node.logic, logic.anyOf.count + logic.oneOf.count > constantLimit else { return [] }
    let constants = (logic.anyOf + logic.oneOf).filter { graph[$0].constant != nil && graph[$0].logic == nil }
    return Set(constants.dropFirst(constantLimit))
  }

  private static func constraints(
    of node: SchemaNode, _ id: SchemaGraph.NodeID, _ plan: GenerationPlan
  ) -> [MutationTarget] {
    guard node.always == nil else { return [] }
    var operations = types(of: node) + values(of: node)
    if let numeric = node.numeric { operations += numbers(of: numeric) }
    if let string = node.string { operations += strings(of: string) }
    if let array = node.array { operations += arrays(of: array, plan) }
    var targets = operations.map { MutationTarget(id, $0) }
    if let object = node.object { targets += objects(of: object, id, plan) }
    if node.logic?.not != nil { targets.append(MutationTarget(id, .matchesForbidden)) }
    return targets
  }

  private static func types(of node: SchemaNode) -> [MutationOperator] {
    let types = node.types
    guard types != .all else { return [] }
    let hasString = types.contains(.string)
    let hasNumber = !types.isDisjoint(with: .number)
    var result: [MutationOperator] = [.wrongType]
    if !types.contains(.null) { result.append(.nullForValue) }
    if hasNumber, !hasString { result.append(.stringifiedNumber) }
    if types.contains(.boolean), !hasString { result.append(.stringifiedBoolean) }
    if hasString, !hasNumber { result.append(.numberForString) }
    if types.contains(.integer), !types.contains(.number) { result.append(.fractionForInteger) }
    if types.contains(.array) { result.append(.unwrappedArray) } else { result.append(.nestedInArray) }
    return result
  }

  private static func values(of node: SchemaNode) -> [MutationOperator] {
    let values = node.constant.map { [$0] } ?? node.enumeration
    guard let values else { return [] }
    let operation: MutationOperator = node.constant == nil ? .notInEnum : .wrongConst
    let texts = values.compactMap(\.stringValue)
    guard !texts.isEmpty else { return [operation] }
    let hasCase = texts.contains { $0.uppercased() != $0 || $0.lowercased() != $0 }
    let isLong = texts.contains { $0.unicodeScalars.count > 1 }
    return [operation] + (hasCase ? [.caseChanged] : []) + [.addedWhitespace]
      + (isLong ? [.truncatedString] : [])
  }

  private static func numbers(of numeric: NumericKeywords) -> [MutationOperator] {
    var result: [MutationOperator] = []
    if numeric.minimum != nil || numeric.exclusiveMinimum != nil { result.append(.belowMinimum) }
    if numeric.maximum != nil || numeric.exclusiveMaximum != nil { result.append(.aboveMaximum) }
    if numeric.multipleOf != nil { result.append(.wrongMultiple) }
    return result
  }

  private static func strings(of string: StringKeywords) -> [MutationOperator] {
    let least = string.minLength ?? 0
    var result: [MutationOperator] = []
    if least > 0 { result.append(.emptyString) }
    if least > 1 { result.append(.tooShort) }
    if string.maxLength != nil { result.append(.tooLong) }
    if string.pattern != nil { result += [.patternBroken, .addedWhitespace] }
    if string.formatAsserts, string.format != nil { result.append(.formatBroken) }
    if least > 2 || string.pattern != nil || string.formatAsserts { result.append(.truncatedString) }
    return result
  }

  private static func arrays(of array: ArrayKeywords, _ plan: GenerationPlan) -> [MutationOperator] {
    let least = array.minItems ?? 0
    var result: [MutationOperator] = []
    if least > 0 { result.append(.emptyArray) }
    if least > 1 { result.append(.tooFewItems) }
    if least > 2 { result.append(.truncatedArray) }
    if array.maxItems != nil { result.append(.tooManyItems) }
    if array.uniqueItems { result.append(.duplicateItems) }
    if array.contains != nil, array.minContains != 0 { result.append(.missingContained) }
    let rest = array.items ?? array.unevaluatedItems
    if let rest, plan.facts.cost[rest] == NodeFacts.impossible { result.append(.extraItem) }
    return result
  }

  private static func objects(
    of object: ObjectKeywords, _ id: SchemaGraph.NodeID, _ plan: GenerationPlan
  ) -> [MutationTarget] {
    var result: [MutationTarget] = []
    for name in object.required { result.append(MutationTarget(id, .missingRequired, name: name)) }
    for name in object.required where MemberNames.variant(of: name) != nil {
      result.append(MutationTarget(id, .renamedMember, name: name))
    }
    let rest = object.additionalProperties ?? object.unevaluatedProperties
    if let rest, plan.facts.cost[rest] == NodeFacts.impossible {
      result.append(MutationTarget(id, .extraMember))
    }
    let least = object.minProperties ?? 0
    if !object.required.isEmpty || least > 0 { result.append(MutationTarget(id, .emptyObject)) }
    if least > 1 { result.append(MutationTarget(id, .tooFewMembers)) }
    if object.maxProperties != nil { result.append(MutationTarget(id, .tooManyMembers)) }
    if object.propertyNames != nil { result.append(MutationTarget(id, .badMemberName)) }
    for (key, required) in object.dependentRequired {
      for name in required {
        result.append(MutationTarget(id, .missingDependent, name: name, dependent: key))
      }
    }
    return result
  }

  /// The constraint in words, for coverage: the schema's place, the operator, and the name if it has one.
  func label(in graph: SchemaGraph) -> String {
    let pointer = graph[node].location.documentPointer
    let place = pointer.tokens.isEmpty ? "(root)" : pointer.description
    return "\(place): \(operation.name)" + (name.map { " \"\($0)\"" } ?? "")
  }
}
