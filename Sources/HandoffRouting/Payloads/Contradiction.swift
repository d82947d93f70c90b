package import HandoffSchema

/// Parts of a schema that no payload satisfies together.
package struct Contradiction: Sendable, Hashable {
  /// One keyword, one of the names that `required` lists, or a schema that is too deep to be taken apart.
  package struct Part: Sendable, Hashable {
    /// From the root of the schema.
    package var pointer: JSONPointer
    package var value: JSONValue
  }

  /// In the order of the schema; none where the schema is `false`.
  package var parts: [Part]
  /// Whether each of the parts is needed: without any of them some payload would satisfy the others.
  package var isSmallest: Bool
  /// Whether a failure's tag belongs to it: without that some payload would satisfy the parts.
  package var needsTag: Bool
}
