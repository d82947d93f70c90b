/// Documents that are no schemas themselves and hold schemas at known pointers, as a manifest does.
///
/// Each held schema is read as if it had a document of its own: its `$schema` and its local references count in
/// it. Only a reference that leads nowhere in it is looked up in the host. The same holds for a document that is no
/// schema by any of its members, such as a list of tools, and for whatever is referred to in it.
package struct SchemaHosts: Sendable {
  private let mark: String
  private let paths: [[JSONDocument.PathStep]]
  private let lengths: ClosedRange<Int>

  /// Describes hosts.
  ///
  /// - Parameters:
  ///   - mark: The member of the root that tells such a document.
  ///   - paths: Where its schemas stand.
  package init(mark: String, paths: [[JSONDocument.PathStep]]) {
    self.mark = mark
    self.paths = paths
    lengths = (paths.map(\.count).min() ?? 0)...(paths.map(\.count).max() ?? 0)
  }

  /// Whether a document is such a host.
  package func include(_ root: JSONValue) -> Bool { root[mark] != nil }

  /// Whether a document says nothing as a schema, so that what is referred to in it stands for itself.
  package func includeContainer(_ root: JSONValue) -> Bool {
    guard case .object(let members) = root else { return true }
    return members.allSatisfy { member in
      switch Keyword.named(member.key) {
      case nil, .identifier, .oldIdentifier, .title, .description, .deprecated, .examples, .defaultValue: true
      default: false
      }
    }
  }

  /// The schema of a host in which a pointer leads; `nil` where it leads into none.
  package func schema(around pointer: JSONPointer) -> JSONPointer? {
    lengths.lazy.filter { $0 <= pointer.tokens.count }
      .map { JSONPointer(tokens: Array(pointer.tokens[..<$0])) }
      .first { holdSchema(at: $0) }
  }

  /// Whether a schema stands at a pointer of a host.
  package func holdSchema(at pointer: JSONPointer) -> Bool {
    let tokens = pointer.tokens
    guard lengths.contains(tokens.count) else { return false }
    return paths.contains { path in
      path.count == tokens.count
        && zip(path, tokens).allSatisfy { step, token in
          switch step {
          case .any: true
          case .name(let name): name.hasSameCodePoints(as: token)
          }
        }
    }
  }
}
