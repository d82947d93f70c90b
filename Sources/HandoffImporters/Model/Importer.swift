/// Reads the export of one framework.
public struct Importer: Sendable {
  /// The name on the command line, such as `langgraph-json`.
  public let name: String
  /// What it reads, in one line.
  public let summary: String
  /// The smallest export that it reads.
  public let example: String
  /// Whether several files make one system.
  public let takesSeveralFiles: Bool

  let recognizes: @Sendable (ImportSource) -> Bool
  let reader: @Sendable ([ImportSource]) -> Result<ImportedSystem, ImportError>

  /// Makes an importer whose export is one file.
  init(
    name: String, summary: String, example: String, recognizes: @escaping @Sendable (ImportSource) -> Bool,
    read: @escaping @Sendable (ImportSource) throws(ImportError) -> ImportedSystem
  ) {
    self.init(
      name: name, summary: summary, example: example, takesSeveralFiles: false, recognizes: recognizes
    ) {
      sources throws(ImportError) in try read(sources[0])
    }
  }

  /// Makes an importer that is given all files at once, at least one.
  init(
    name: String, summary: String, example: String, takesSeveralFiles: Bool,
    recognizes: @escaping @Sendable (ImportSource) -> Bool,
    readAll: @escaping @Sendable ([ImportSource]) throws(ImportError) -> ImportedSystem
  ) {
    self.name = name
    self.summary = summary
    self.example = example
    self.takesSeveralFiles = takesSeveralFiles
    self.recognizes = recognizes
    reader = { sources in
      do throws(ImportError) { return .success(try readAll(sources)) } catch { return .failure(error) }
    }
  }

  /// Reads an export.
  ///
  /// - Parameter sources: The files, in the order in which they were given.
  /// - Returns: The system, and what its source cannot tell.
  /// - Throws: ``ImportError`` where the files are not what this importer reads.
  /// - Complexity: O(*n*) in the size of the files, but for exports that stand for a full mesh of agents.
  public func read(_ sources: [ImportSource]) throws(ImportError) -> ImportedSystem {
    guard let first = sources.first else {
      throw ImportError(source: name, message: "there is no file to read")
    }
    if sources.count > 1, !takesSeveralFiles {
      throw ImportError(
        source: sources[1].name, message: "an export of the format \(name) is one file: \(first.name)")
    }
    return try reader(sources).get()
  }
}
