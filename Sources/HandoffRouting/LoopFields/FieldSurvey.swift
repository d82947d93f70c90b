import HandoffSchema

/// Collects which fields schemas test and what they compare them with.
struct FieldSurvey {
  private(set) var pointers: [JSONPointer] = []
  private(set) var numbers: [JSONPointer: Int] = [:]
  /// By field: the plain values that it is compared with.
  private(set) var constants: [[JSONValue]] = []
  /// By field: the numbers that bound it.
  private(set) var cuts: [[Decimal]] = []
  /// By field: the types that it is limited to.
  private(set) var types: [[TypeSet]] = []

  /// A field deeper than this is not told apart.
  static let deepestField = 8
  private static let stepLimit = 50_000

  /// Adds a field and those that hold it.
  mutating func add(_ pointer: JSONPointer) -> Int {
    if let known = numbers[pointer] { return known }
    if !pointer.tokens.isEmpty { _ = add(JSONPointer(tokens: Array(pointer.tokens.dropLast()))) }
    numbers[pointer] = pointers.count
    pointers.append(pointer)
    constants.append([])
    cuts.append([])
    types.append([])
    return pointers.count - 1
  }

  private struct Stop: Hashable {
    var node: SchemaGraph.NodeID
    var pointer: JSONPointer
  }

  /// Walks through a schema.
  mutating func visit(_ schema: Schema, addsFields: Bool) {
    let graph = schema.graph
    var seen: Set<Stop> = []
    var waiting = [Stop(node: graph.root, pointer: .root)]
    while let stop = waiting.popLast(), seen.count < Self.stepLimit {
      guard addsFields || numbers[stop.pointer] != nil, seen.insert(stop).inserted else { continue }
      let node = graph[stop.node]
      note(node, at: stop.pointer, addsFields)
      for part in node.partsOfSameValue { waiting.append(Stop(node: part, pointer: stop.pointer)) }
      guard let object = node.object, stop.pointer.tokens.count < Self.deepestField else { continue }
      for name in object.testedNames where addsFields { _ = add(stop.pointer.appending(name)) }
      for property in object.properties {
        let pointer = stop.pointer.appending(property.key)
        if addsFields, graph[property.schema].always == false { _ = add(pointer) }
        waiting.append(Stop(node: property.schema, pointer: pointer))
      }
      for part in object.otherParts {
        for number in children(of: stop.pointer) {
          waiting.append(Stop(node: part, pointer: pointers[number]))
        }
      }
    }
  }

  private func children(of pointer: JSONPointer) -> [Int] {
    pointers.indices.filter {
      pointers[$0].tokens.count == pointer.tokens.count + 1 && pointers[$0].rest(below: pointer) != nil
    }
  }

  private mutating func note(_ node: SchemaNode, at pointer: JSONPointer, _ addsFields: Bool) {
    guard node.testsValue else { return }
    let field = addsFields ? add(pointer) : numbers[pointer] ?? 0
    constants[field] += [node.constant].compactMap(\.self) + (node.enumeration ?? [])
    if node.types != .all { types[field].append(node.types) }
    let bounds = node.numeric?.exact
    cuts[field] += [
      bounds?.minimum, bounds?.maximum, bounds?.exclusiveMinimum, bounds?.exclusiveMaximum,
    ].compactMap(\.self)
  }
}

extension FieldSurvey {
  /// Adds the fields whose values come to be those of known ones.
  mutating func close(under effects: [PayloadEffects]) {
    let copying = effects.filter { !$0.copies.isEmpty }
    guard !copying.isEmpty else { return }
    var next = 0
    while next < pointers.count, pointers.count < 1_000 {
      for effect in copying {
        guard case .copy(let source) = effect.change(of: pointers[next]), !source.mayEnterArray,
          source.tokens.count <= Self.deepestField
        else { continue }
        _ = add(source)
      }
      next += 1
    }
  }

  /// The least amount that is added to each field that is added to.
  func steps(of effects: [PayloadEffects]) -> [Int: Int] {
    var steps: [Int: Int] = [:]
    for effect in effects {
      for (pointer, amount) in effect.adds {
        guard let field = numbers[pointer] else { continue }
        steps[field] = min(steps[field] ?? amount, amount)
      }
    }
    return steps
  }

  /// The number of each field's group.
  func groups(of effects: [PayloadEffects]) -> [Int] {
    var groups = Array(pointers.indices)
    func root(_ field: Int) -> Int {
      var field = field
      while groups[field] != field { field = groups[field] }
      return field
    }
    for effect in effects where !effect.copies.isEmpty {
      for field in pointers.indices {
        guard case .copy(let pointer) = effect.change(of: pointers[field]), let source = numbers[pointer]
        else {
          continue
        }
        let (low, high) = (min(root(field), root(source)), max(root(field), root(source)))
        groups[high] = low
      }
    }
    return pointers.indices.map(root)
  }
}

extension SchemaNode {
  /// Whether a keyword looks at the value itself.
  var testsValue: Bool {
    types != .all || enumeration != nil || constant != nil || numeric != nil || string != nil || array != nil
  }

  /// The schemas that apply to the same value.
  var partsOfSameValue: [NodeID] {
    guard let logic else { return [] }
    let condition = logic.condition.map { [$0.condition, $0.then, $0.otherwise] } ?? []
    return logic.allOf + logic.anyOf + logic.oneOf
      + ([logic.not, logic.reference] + condition).compactMap(\.self)
      + (object?.dependentSchemas.map(\.schema) ?? [])
  }
}

extension ObjectKeywords {
  /// The members whose presence is asked for.
  var testedNames: [String] {
    required + dependentRequired.flatMap { [$0.key] + $0.required } + dependentSchemas.map(\.key)
  }

  /// The schemas of members that are not named one by one.
  var otherParts: [SchemaGraph.NodeID] {
    patternProperties.map(\.schema) + [additionalProperties, unevaluatedProperties].compactMap(\.self)
  }
}
