package import HandoffSchema

/// How to compile a schema of a document that may refer to files, as a manifest's schemas may.
package struct SchemaWithFiles: Sendable {
  /// Finds the files; a manifest's schemas are read as they are read with the whole manifest.
  package let options: SchemaOptions
  /// References to files that cannot be followed, each with its location.
  package let problems: [DeclarationProblem]
  private let files: SchemaFiles

  /// Reads the files that a schema leads to.
  ///
  /// - Parameters:
  ///   - document: The document.
  ///   - pointer: Where the schema stands in it.
  ///   - name: The document's name for messages.
  ///   - reader: Reads the files, relative to the document's folder.
  ///   - options: How to read the schema otherwise.
  package init(
    in document: JSONDocument, at pointer: JSONPointer, name: String, reader: SchemaFileReader,
    options: SchemaOptions
  ) {
    var collection = SchemaFileCollection(reader: reader)
    problems = collection.collect(for: document, at: pointer, name: name)
    let files = collection.files
    self.files = files
    var options = options
    options.hosts = .manifests
    if files.files.count > 1 {
      options.resolver = { files.document($0) }
      options.home = { files.home($0) }
    }
    self.options = options
  }

  /// Where an error of the schema stands; `nil` where that is no known file.
  package func location(of error: SchemaError) -> SourceLocation? {
    guard var place = files.place(of: error) else { return nil }
    place.file = place.file ?? 0
    return files.location(of: place)
  }
}
