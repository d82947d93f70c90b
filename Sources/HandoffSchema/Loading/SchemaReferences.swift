/// The references of a schema and its identifiers, found without reading the schema.
package struct SchemaReferences: Sendable {
  /// One `$ref` or `$dynamicRef`.
  package struct Reference: Sendable {
    /// The reference as it is written.
    package var text: String
    /// From the document's root to the reference.
    package var pointer: JSONPointer
    /// What the reference is relative to.
    package var base: String
    /// Whether the base is an identifier that the schema gives itself.
    package var isIdentified: Bool
  }

  /// In the order of the document.
  package private(set) var references: [Reference] = []
  /// The absolute URIs of `$id`.
  package private(set) var identifiers: [String] = []

  private typealias Scope = (base: String, isIdentified: Bool, rules: DialectRules)

  /// Walks a schema with all that stands in it; only what keywords lead to is looked at.
  ///
  /// - Parameters:
  ///   - document: The document.
  ///   - pointer: Where the schema stands in it.
  ///   - base: The URI of the document.
  /// - Complexity: O(*n*) in the size of the schema.
  package init(in document: JSONValue, at pointer: JSONPointer, base: String) {
    var scope: Scope = (base, false, DialectRules.named(by: document) ?? DialectRules(dialect: .draft2020))
    var start = document
    for token in pointer.tokens {
      if case .object(let members) = start { enter(start, members, &scope) }
      guard let next = start[JSONPointer(tokens: [token])] else { return }
      start = next
    }
    walk(start, pointer, scope)
  }

  private mutating func walk(_ start: JSONValue, _ pointer: JSONPointer, _ scope: Scope) {
    var stack: [(value: JSONValue, pointer: JSONPointer, scope: Scope)] = [(start, pointer, scope)]
    while let (value, pointer, outer) = stack.popLast() {
      var scope = outer
      guard case .object(let members) = value, pointer.tokens.count <= SchemaLoader.nestingLimit else {
        continue
      }
      if let identifier = enter(value, members, &scope) { identifiers.append(identifier) }
      let first = stack.count
      for member in members {
        guard let keyword = Keyword.named(member.key) else { continue }
        if keyword == .reference || keyword == .dynamicReference, let text = member.value.stringValue {
          references.append(
            Reference(
              text: text, pointer: pointer.appending(member.key), base: scope.base,
              isIdentified: scope.isIdentified))
        }
        guard keyword.shape != .plain else { continue }
        let below = pointer.appending(member.key)
        switch (keyword.shape, member.value) {
        case (.schemaMap, .object(let schemas)):
          for schema in schemas { stack.append((schema.value, below.appending(schema.key), scope)) }
        case (.schemaArray, .array(let schemas)), (.schemaOrArray, .array(let schemas)):
          for (index, schema) in schemas.enumerated() {
            stack.append((schema, below.appending(index), scope))
          }
        case (.schema, .object), (.schemaOrArray, .object): stack.append((member.value, below, scope))
        default: break
        }
      }
      // The first child is looked at first.
      stack[first...].reverse()
    }
  }

  @discardableResult
  private func enter(_ schema: JSONValue, _ members: JSONObject, _ scope: inout Scope) -> String? {
    let rules = DialectRules.named(by: schema) ?? scope.rules
    scope.rules = rules
    guard let name = rules.identifier(of: members) else { return nil }
    scope = (name.resolved(against: URIReference(scope.base)).withoutFragment, true, rules)
    return scope.base
  }

  /// What a document calls itself, resolved against the URI by which it was found; `nil` where it has no name.
  package static func identifier(of document: JSONValue, base: String) -> String? {
    guard case .object(let members) = document else { return nil }
    let rules = DialectRules.named(by: document) ?? DialectRules(dialect: .draft2020)
    return rules.identifier(of: members).map { $0.resolved(against: URIReference(base)).withoutFragment }
  }
}
