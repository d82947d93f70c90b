internal import HandoffSchema

/// Judges whether the schemas of a system compile.
struct SchemaCheck {
  private let system: AgentSystem
  private let schemas: SystemSchemas

  init(_ system: AgentSystem, _ schemas: SystemSchemas) {
    self.system = system
    self.schemas = schemas
  }

  func run(adding list: inout ProblemList) {
    checkDefinitions(adding: &list)
    var seen: Set<SchemaFiles.Place> = []
    // Large systems repeat few schemas many times: what compiled once compiles again, as deep in the manifest.
    var sound: [Int: KnownValues] = [:]
    for place in SchemaPlace.all(in: system) {
      guard let written = system.schemaValue(at: place) else { continue }
      let depth = place.depth
      if sound[depth, default: KnownValues()].contains(written) { continue }
      guard let error = schemas.error(at: place) else {
        sound[depth, default: KnownValues()].insert(written)
        continue
      }
      var found = system.schemaFiles.place(of: error) ?? SchemaFiles.Place(pointer: error.pointer)
      if case .circularReference = error.reason, isReference(at: found, below: place) {
        found.pointer = found.pointer.appending("$ref")
      }
      guard !system.schemaFiles.refused.contains(found), seen.insert(found).inserted else { continue }
      list.add(
        DeclarationProblem(
          reason: .schema(error.reason), pointer: found.pointer,
          location: system.schemaFiles.location(of: found) ?? system.declaration(of: place)))
    }
  }

  private func isReference(at found: SchemaFiles.Place, below place: SchemaPlace) -> Bool {
    if let file = found.file { return system.schemaFiles.files[file].json[found.pointer]?["$ref"] != nil }
    let outer = system.writtenPointer(to: place).tokens
    guard found.pointer.tokens.starts(with: outer) else { return false }
    let inner = JSONPointer(tokens: Array(found.pointer.tokens.dropFirst(outer.count)))
    return system.schemaValue(at: place)?[inner]?["$ref"] != nil
  }

  /// Reports names that a schema and the manifest both define, where the schema uses them.
  private func checkDefinitions(adding list: inout ProblemList) {
    guard !system.definitions.isEmpty else { return }
    for place in SchemaPlace.all(in: system) {
      guard let schema = system.schemaValue(at: place), let own = schema["$defs"]?.objectValue,
        own.contains(where: { system.definitions[$0.key] != nil })
      else { continue }
      var told: Set<ExactString> = []
      for reference in SchemaReferences(in: schema, at: .root, base: "").references
      where !reference.isIdentified && reference.text.utf8.first == UInt8(ascii: "#") {
        let fragment = URIReference.percentDecoded(URIReference(reference.text).fragment ?? "")
        guard let tokens = JSONPointer(parsing: fragment)?.tokens, tokens.count > 1, tokens[0] == "$defs",
          own[tokens[1]] != nil, system.definitions[tokens[1]] != nil,
          told.insert(ExactString(tokens[1])).inserted
        else { continue }
        list.add(
          .ambiguousDefinition(tokens[1]),
          at: system.writtenPointer(to: place).tokens + reference.pointer.tokens,
          system.declaration(of: place))
      }
    }
  }
}
