/// How a schema is read.
public struct SchemaOptions: Sendable {
  /// What `format` does.
  public enum FormatMode: Sendable, Hashable {
    /// It informs and never refuses (the default of JSON Schema 2020-12).
    case annotation
    /// A string that is not in the named format is refused.
    case assertion
  }

  /// The version of JSON Schema.
  public enum Dialect: String, Sendable, Hashable, CaseIterable {
    case draft4, draft6, draft7, draft2019, draft2020
  }

  /// What `format` does.
  public var formats: FormatMode
  /// The dialect of documents without a `$schema`.
  public var dialect: Dialect
  /// The URI that the document was found under; relative references start there.
  public var baseURI: String
  /// Supplies another document by its URI without fragment, or `nil` where it has none; the URI is absolute where
  /// that of the referring document is.
  public var resolver: (@Sendable (String) -> JSONValue?)?
  /// The URI that a document was found under, for the URI of a schema that stands inside of it; `nil` for all others.
  package var home: (@Sendable (String) -> String?)?
  /// Which documents are no schemas themselves and hold schemas at known pointers.
  package var hosts: SchemaHosts?

  /// Chooses how to read a schema; the defaults are those of JSON Schema 2020-12.
  public init(
    formats: FormatMode = .annotation, dialect: Dialect = .draft2020, baseURI: String = "",
    resolver: (@Sendable (String) -> JSONValue?)? = nil
  ) {
    self.formats = formats
    self.dialect = dialect
    self.baseURI = baseURI
    self.resolver = resolver
  }
}
