// The ways in which a frame has another schema applied.
extension Evaluator {
  /// Applies a subschema to the same value.
  mutating func apply(_ schema: SchemaGraph.NodeID, to value: JSONValue, _ top: Int, tracking: Bool) {
    guard isCollecting else { return start(schema, value, tracking: tracking, trace: []) }
    route.append(Hop(from: frames[top].id, to: schema))
    start(schema, value, tracking: tracking, trace: .route)
  }

  /// Applies the target of a reference to the same value.
  mutating func follow(_ keyword: String, to schema: SchemaGraph.NodeID, _ top: Int) {
    let frame = frames[top]
    guard isCollecting else {
      return start(schema, frame.value, tracking: frame.marking, trace: [])
    }
    route.append(Hop(from: frame.id, to: schema, reference: keyword))
    start(schema, frame.value, tracking: frame.marking, trace: .route)
  }

  /// Applies a subschema to a value inside this one.
  mutating func descend(to schema: SchemaGraph.NodeID, _ value: JSONValue, _ step: Step, _ top: Int) {
    guard isCollecting else { return start(schema, value, tracking: false, trace: []) }
    path.append(step)
    route.append(Hop(from: frames[top].id, to: schema))
    start(schema, value, tracking: false, trace: [.path, .route])
  }

  /// Applies a schema without recording what it refuses.
  mutating func attempt(_ schema: SchemaGraph.NodeID, on value: JSONValue, tracking: Bool) {
    guard isCollecting else { return start(schema, value, tracking: tracking, trace: []) }
    isCollecting = false
    start(schema, value, tracking: tracking, trace: .quiet)
  }
}
