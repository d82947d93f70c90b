internal import HandoffSchema

/// The schema files that a manifest refers to, directly or through each other, as they were when it was read.
struct SchemaFiles: Sendable {
  /// One file.
  struct File: Sendable {
    /// The URI that other files find it under: its path relative to the manifest's folder.
    var uri: String
    /// For messages.
    var name: String
    var json: JSONValue
    var document: JSONDocument
  }

  /// A place in the manifest (`nil`) or in a file.
  struct Place: Hashable {
    var file: Int?
    var pointer: JSONPointer
  }

  var files: [File] = []
  /// The files by everything that leads to them: their URIs, and what those are from within an identified schema.
  var byURI: [ExactString: Int] = [:]
  /// For the name of a schema inside of a file the URI of the file.
  var homes: [ExactString: String] = [:]
  /// References that were refused already.
  var refused: Set<Place> = []

  /// The content of a file, as another schema refers to it.
  func document(_ uri: String) -> JSONValue? {
    byURI[ExactString(uri)].map { files[$0].json }
  }

  /// The URI of the file that holds the schema of a name; `nil` where the name is the file's.
  func home(_ uri: String) -> String? { homes[ExactString(uri)] }

  /// Where an error of a schema stands; `nil` where it is in no file that is known.
  func place(of error: SchemaError) -> Place? {
    guard !error.uri.isEmpty else { return Place(pointer: error.pointer) }
    return byURI[ExactString(error.uri)].map { Place(file: $0, pointer: error.pointer) }
  }

  /// Where a place in a file begins, in its text; `nil` for one in the manifest.
  func location(of place: Place) -> SourceLocation? {
    guard let file = place.file.map({ files[$0] }) else { return nil }
    let location = file.document.location(of: place.pointer) ?? file.document.location(ofOffset: 0)
    return SourceLocation(
      file: file.name, line: location.line, column: location.column, pointer: place.pointer.description)
  }
}

extension SchemaFiles: Equatable {
  /// Compares what the files say, by their names.
  static func == (left: Self, right: Self) -> Bool {
    left.files.elementsEqual(right.files) { $0.uri.hasSameCodePoints(as: $1.uri) && $0.json == $1.json }
  }
}
