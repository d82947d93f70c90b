import HandoffSchema

/// A change of a value, or of one part of it.
struct Change: Sendable {
  /// What becomes of the part.
  enum Content: Sendable {
    case value(JSONValue)
    case removal
    /// A value that is generated for a schema, and finished; `nil` where it cannot be used.
    case generated(SchemaGraph.NodeID, finish: @Sendable (JSONValue) -> JSONValue?)
  }

  /// The member or element that changes; the value itself where absent.
  var part: String?
  var content: Content

  static func replace(_ value: JSONValue) -> Change { Change(part: nil, content: .value(value)) }
  static func set(_ part: String, _ value: JSONValue) -> Change { Change(part: part, content: .value(value)) }
  static func remove(_ part: String) -> Change { Change(part: part, content: .removal) }

  /// Replaces the value by one that is generated for a schema.
  static func generate(
    _ node: SchemaGraph.NodeID, finish: @escaping @Sendable (JSONValue) -> JSONValue? = { $0 }
  ) -> Change {
    Change(part: nil, content: .generated(node, finish: finish))
  }
}
