public import HandoffSchema

/// Reads the schema files that a manifest refers to, for a reader that itself touches no files.
public struct SchemaFileReader: Sendable {
  /// What became of a file.
  public enum Answer: Sendable {
    /// Its content, and its name for messages.
    case document(JSONDocument, name: String)
    case refused(Refusal)
  }

  /// Why there is no content.
  public enum Refusal: Sendable, Hashable {
    case notFound
    /// The file is not below a folder that may be read, also where `..` or a symbolic link leads out of it.
    case outside
    case notJSON(JSONSyntaxError)
    /// Anything else, in words.
    case unreadable(String)
    /// The manifest is read by a caller that gives no access to files.
    case noReader
    /// More files than are read for one manifest.
    case tooMany(limit: Int)
  }

  private let answer: @Sendable (String) -> Answer
  private let handedFile: @Sendable (String) -> String?
  private let foundFile: @Sendable (String) -> String?

  /// Reads by a closure, which gets the file's path relative to the manifest's folder, `/` between the names, without
  /// percent-encoding; it may begin with `..` or `/`, and whether that is allowed is for the closure to say.
  public init(_ answer: @escaping @Sendable (String) -> Answer) {
    self.init(answer, handed: { _ in nil }, found: { _ in nil })
  }

  /// Reads by a closure, and finds files by what they call themselves.
  ///
  /// - Parameters:
  ///   - answer: Reads the file of a path.
  ///   - handed: The path of the file that was handed over and gives itself, or a part of itself, an absolute URI;
  ///     percent-encoded. Such a file comes before one that lies where the reference points.
  ///   - found: Likewise for files that are looked for only where nothing else is known under the URI.
  package init(
    _ answer: @escaping @Sendable (String) -> Answer, handed: @escaping @Sendable (String) -> String?,
    found: @escaping @Sendable (String) -> String?
  ) {
    self.answer = answer
    handedFile = handed
    foundFile = found
  }

  func read(_ path: String) -> Answer { answer(path) }
  func handed(_ uri: String) -> String? { handedFile(uri) }
  func found(_ uri: String) -> String? { foundFile(uri) }
}
