/// A part of a document with an identity of its own: the document's root, or a subschema with `$id`.
struct SchemaResource: Sendable {
  /// The absolute URI without fragment; empty where the document has none.
  var base: String
  /// The place of the document in the loader's list.
  var document: Int
  /// The pointer from the document's root.
  var pointer: JSONPointer
  var rules: DialectRules
  /// For a schema that a host holds: the host, where references lead that lead nowhere in the schema itself.
  var outer: Int?
}

/// A document that the loader reads from.
struct LoadedDocument: Sendable {
  /// What errors call it: empty for the document that was passed.
  var name: String
  var root: JSONValue
  /// Whether it is no schema itself and holds schemas at known pointers.
  var isHost = false
  /// Whether it is no schema itself and holds schemas where references lead; those that were met.
  var isContainer = false
  var held: Set<JSONPointer> = []
  /// Places that are schemas although no known keyword leads there from the root; the first is the root.
  var entries: [(pointer: JSONPointer, resource: Int)]
  /// How many of `entries` the index has seen.
  var indexed = 0
}

/// One location, for looking up what was read there.
struct SchemaPlace: Hashable, Sendable {
  var document: Int
  var pointer: JSONPointer
}

/// The name of an anchor within a resource.
struct AnchorName: Hashable, Sendable {
  var resource: Int
  var name: ExactString
}

/// What an anchor stands for.
struct Anchor: Sendable {
  var pointer: JSONPointer
  var isDynamic: Bool
}
