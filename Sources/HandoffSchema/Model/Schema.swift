/// A set of JSON values, written as a JSON Schema and compiled for use.
///
/// Reads JSON Schema 2020-12, 2019-09 and draft-07 (`$schema` decides; drafts 4 and 6 where nothing is lost).
/// Compiling checks everything once; validating cannot fail. Nothing is ever fetched: other documents come
/// from the resolver in ``SchemaOptions``.
public struct Schema: Sendable {
  /// The schema as it was written.
  public let json: JSONValue
  /// The compiled form.
  package let graph: SchemaGraph
  /// The form that runs over tapes.
  let lazyProgram = LazyProgram()

  /// Compiles a schema document.
  ///
  /// - Parameters:
  ///   - json: The document.
  ///   - options: How to read it.
  /// - Throws: ``SchemaError`` with the place of the first keyword that cannot be read.
  /// - Complexity: O(*n*) in the size of the document, patterns aside.
  public init(_ json: JSONValue, options: SchemaOptions = SchemaOptions()) throws(SchemaError) {
    try self.init(document: json, at: .root, options: options)
  }

  /// Compiles the schema at a place inside a document; `$ref`s such as `#/$defs/x` are looked up from the
  /// document's root, so a manifest's contracts can refer to each other.
  ///
  /// - Throws: ``SchemaError``; its pointer counts from the document's root.
  public init(
    document: JSONValue, at pointer: JSONPointer, options: SchemaOptions = SchemaOptions()
  ) throws(SchemaError) {
    guard let json = document[pointer] else {
      throw SchemaError(reason: .unresolvedReference("#\(pointer)"), pointer: pointer)
    }
    self.json = json
    self.graph = try SchemaLoader.load(document: document, at: pointer, options: options)
  }

  /// Pairs a document with a form of it that is compiled already.
  package init(json: JSONValue, graph: SchemaGraph) {
    self.json = json
    self.graph = graph
  }
}
