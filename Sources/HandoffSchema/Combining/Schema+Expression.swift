extension Schema {
  /// One schema for a Boolean combination.
  ///
  /// Accepts exactly the payloads of the expression. A combination of one schema is that schema.
  ///
  /// - Complexity: O(*n*) in the sizes of the expression and of its schemas.
  package init(_ expression: SchemaExpression) {
    var assembly = SchemaAssembly()
    let combined = assembly.add(expression)
    let schema = assembly.schema(root: combined.root, json: combined.json)
    self.init(json: schema.json, graph: schema.graph)
  }
}

extension SchemaAssembly {
  /// A node with what it says in words.
  fileprivate typealias Said = (root: NodeID, json: JSONValue)

  /// What is left to do, innermost last.
  private enum Step {
    case enter(SchemaExpression)
    /// Puts the last results together.
    case all(Int)
    case any(Int)
    case not
  }

  fileprivate mutating func add(_ expression: SchemaExpression) -> Said {
    var steps: [Step] = [.enter(expression)]
    var results: [Said] = []
    while let step = steps.popLast() {
      switch step {
      case .enter(.schema(let schema)): results.append((add(schema), schema.json))
      case .enter(.allOf(let parts)):
        let parts = Self.flattened(parts) { if case .allOf(let inner) = $0 { inner } else { nil } }
        steps.append(.all(parts.count))
        steps += parts.reversed().map { .enter($0) }
      case .enter(.anyOf(let parts)):
        let parts = Self.flattened(parts) { if case .anyOf(let inner) = $0 { inner } else { nil } }
        steps.append(.any(parts.count))
        steps += parts.reversed().map { .enter($0) }
      case .enter(.not(.not(let part))): steps.append(.enter(part))
      case .enter(.not(let part)): steps += [.not, .enter(part)]
      case .all(let count):
        let parts = results.suffix(count)
        let said: Said = (all(parts.map(\.root)), Self.words("allOf", parts.map(\.json), none: true))
        results.removeLast(count)
        results.append(said)
      case .any(let count):
        let parts = results.suffix(count)
        let said: Said = (any(parts.map(\.root)), Self.words("anyOf", parts.map(\.json), none: false))
        results.removeLast(count)
        results.append(said)
      case .not:
        let part = results.removeLast()
        results.append((none(of: part.root), ["not": part.json]))
      }
    }
    return results[0]
  }

  private static func flattened(
    _ parts: [SchemaExpression], _ inner: (SchemaExpression) -> [SchemaExpression]?
  ) -> [SchemaExpression] {
    var result: [SchemaExpression] = []
    var waiting = Array(parts.reversed())
    while let part = waiting.popLast() {
      if let inner = inner(part) { waiting += inner.reversed() } else { result.append(part) }
    }
    return result
  }

  private static func words(_ keyword: String, _ parts: [JSONValue], none: Bool) -> JSONValue {
    if parts.isEmpty { return .bool(none) }
    return parts.count == 1 ? parts[0] : .object([keyword: .array(parts)])
  }
}
