/// Why a schema cannot be compiled, and where.
public struct SchemaError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// A keyword's value has the wrong shape: what was found, what is allowed.
    case wrongKeywordValue(keyword: String, found: String, allowed: String)
    /// A schema is neither an object nor a boolean.
    case notASchema(found: String)
    /// A reference leads nowhere.
    case unresolvedReference(String)
    /// References form a circle that consumes nothing.
    case circularReference([String])
    /// A regular expression cannot be compiled.
    case pattern(PatternError)
    /// A required vocabulary or dialect is not known; the known ones are listed.
    case unknownVocabulary(String, known: [String])
    /// A cap was met; the text names it.
    case limit(String)
  }

  /// What is wrong.
  public var reason: Reason
  /// The base URI of the document; empty for the document that was passed.
  public var uri: String
  /// The pointer to the keyword's value from the document's root.
  public var pointer: JSONPointer

  /// Pairs a reason with its place.
  public init(reason: Reason, uri: String = "", pointer: JSONPointer) {
    self.reason = reason
    self.uri = uri
    self.pointer = pointer
  }
}
