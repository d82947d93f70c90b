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
    var seen: Set<JSONPointer> = []
    // Large systems repeat few schemas of handoffs many times: what compiled once compiles again.
    var sound: Set<JSONValue> = []
    for place in SchemaPlace.all(in: system) {
      let written = system.schemaValue(at: place)
      if place.isOfHandoff, let written, sound.contains(written) { continue }
      guard let error = schemas.error(at: place) else {
        if place.isOfHandoff, let written { sound.insert(written) }
        continue
      }
      guard seen.insert(error.pointer).inserted else { continue }
      let reason = DeclarationProblem.Reason.schema(error.reason, local: mightBeLocal(error, in: written))
      list.add(
        DeclarationProblem(reason: reason, pointer: error.pointer, location: system.declaration(of: place)))
    }
  }

  /// Whether a reference that leads nowhere was perhaps meant to lead into definitions of the schema's own.
  private func mightBeLocal(_ error: SchemaError, in schema: JSONValue?) -> Bool {
    guard case .unresolvedReference = error.reason else { return false }
    return schema?["$defs"] != nil || schema?["definitions"] != nil
  }
}
