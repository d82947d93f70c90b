/// A part of a schema that is read as written and most likely means something else.
///
/// JSON Schema ignores keywords and formats that it does not know, so a slip of the pen accepts everything.
public struct SchemaWarning: Sendable, Hashable {
  /// What is suspicious.
  public enum Reason: Sendable, Hashable {
    /// A keyword that no dialect knows and that looks like one, with the one that it looks like.
    case misspeltKeyword(String, meant: String)
    /// A format that no validator knows and that looks like one, with the one that it looks like.
    case misspeltFormat(String, meant: String)
    /// A type that there is none of, with the one that it looks like.
    case unknownType(String, meant: String?)
    /// A keyword for values of another type than `type` allows.
    case withoutType(keyword: String, needs: String, types: [String])
  }

  /// What is suspicious.
  public var reason: Reason
  /// The keyword, from the root of the document.
  public var pointer: JSONPointer

  /// Pairs a reason with the keyword.
  public init(reason: Reason, pointer: JSONPointer) {
    self.reason = reason
    self.pointer = pointer
  }
}

extension SchemaWarning: CustomStringConvertible {
  /// One line: what was found, and what was probably meant.
  public var description: String {
    switch reason {
    case .misspeltKeyword(let found, let meant):
      "\(JSONValue.quoted(found)) is no keyword of JSON Schema and says nothing; did you mean \"\(meant)\"?"
    case .misspeltFormat(let found, let meant):
      "\(JSONValue.quoted(found)) is no format that is known and allows everything; did you mean \"\(meant)\"?"
    case .unknownType(let found, let meant):
      "\(JSONValue.quoted(found)) is no type" + (meant.map { "; did you mean \"\($0)\"?" } ?? "")
    case .withoutType(let keyword, let needs, let types):
      "\"\(keyword)\" says nothing beside \"type\": \(types.map { "\"\($0)\"" }.joined(separator: ", ")); it needs"
        + " \"\(needs)\""
    }
  }
}

extension SchemaWarning {
  /// The suspicious parts of a schema within a document, in the order in which they are met.
  ///
  /// Looked at is what keywords lead to: names of members and definitions, the values of `enum`, `const`, `default`
  /// and `examples`, and all below unknown keywords are never taken for keywords. References within the document
  /// are followed.
  ///
  /// - Parameters:
  ///   - document: The document that references count from.
  ///   - pointer: The schema in it.
  /// - Returns: At most 1,000 warnings, each place once.
  /// - Complexity: O(*n*) in the size of what the schema reaches.
  public static func all(in document: JSONValue, at pointer: JSONPointer = .root) -> [SchemaWarning] {
    all(in: document, at: CollectionOfOne(pointer))
  }

  /// The suspicious parts of several schemas within a document, each place once.
  public static func all(
    in document: JSONValue, at pointers: some Sequence<JSONPointer>
  ) -> [SchemaWarning] {
    var walk = SchemaWarningWalk(document)
    for pointer in pointers { walk.visit(pointer) }
    return walk.warnings
  }
}

extension Schema {
  /// The suspicious parts of the schema as it was written; pointers count from its own root.
  public var warnings: [SchemaWarning] { SchemaWarning.all(in: json) }
}
