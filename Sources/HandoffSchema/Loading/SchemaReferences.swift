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

  private typealias Scope = (base: String, isIdentified: Bool)

  /// Walks a schema with all that stands in it; only what keywords lead to is looked at.
  ///
  /// - Parameters:
  ///   - document: The document.
  ///   - pointer: Where the schema stands in it.
  ///   - base: The URI of the document.
  /// - Complexity: O(*n*) in the size of the schema.
  package init(in document: JSONValue, at pointer: JSONPointer, base: String) {
    var scope: Scope = (base, false)
    var start = document
    for token in pointer.tokens {
      if case .object(let members) = start { enter(members, &scope) }
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
      if let identifier = enter(members, &scope) { identifiers.append(identifier) }
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
  private func enter(_ members: JSONObject, _ scope: inout Scope) -> String? {
    guard case .string(let text)? = members["$id"] else { return nil }
    let reference = URIReference(text)
    guard !reference.withoutFragment.isEmpty else { return nil }
    scope = (reference.resolved(against: URIReference(scope.base)).withoutFragment, true)
    return scope.base
  }
}
