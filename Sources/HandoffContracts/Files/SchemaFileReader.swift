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

  /// Reads by a closure, which gets the file's path relative to the manifest's folder, `/` between the names, without
  /// percent-encoding; it may begin with `..` or `/`, and whether that is allowed is for the closure to say.
  public init(_ answer: @escaping @Sendable (String) -> Answer) {
    self.answer = answer
  }

  func read(_ path: String) -> Answer { answer(path) }
}
