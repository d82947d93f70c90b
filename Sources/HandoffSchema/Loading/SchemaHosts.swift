/// Documents that are no schemas themselves and hold schemas at known pointers, as a manifest does.
///
/// Each held schema is read as if it had a document of its own: its `$schema` and its local references count in
/// it. Only a reference that leads nowhere in it is looked up in the host. The same holds for a document that is no
/// schema by any of its members, such as a list of tools, and for whatever is referred to in it.
package struct SchemaHosts: Sendable {
  /// Where schemas stand.
  package struct Site: Sendable {
    /// The way there.
    package var path: [JSONDocument.PathStep]
    /// The member by which an object that stands there names a schema instead of being one.
    package var alternative: String?

    /// Describes where schemas stand.
    ///
    /// - Parameters:
    ///   - path: The way there, from the root or from where it is then put below.
    ///   - alternative: The member by which an object there names a schema; `nil` where every object is one.
    package init(_ path: [JSONDocument.PathStep] = [], alternative: String? = nil) {
      self.path = path
      self.alternative = alternative
    }

    /// The same site, seen from one step further out.
    ///
    /// - Parameter step: The step.
    /// - Returns: The site.
    package func below(_ step: JSONDocument.PathStep) -> Site {
      Site([step] + path, alternative: alternative)
    }
  }

  private let mark: String
  private let sites: [Site]
  private let lengths: ClosedRange<Int>

  /// Describes hosts.
  ///
  /// - Parameters:
  ///   - mark: The member of the root that tells such a document.
  ///   - sites: Where its schemas stand.
  package init(mark: String, sites: [Site]) {
    self.mark = mark
    self.sites = sites
    lengths = (sites.map(\.path.count).min() ?? 0)...(sites.map(\.path.count).max() ?? 0)
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
    return sites.contains { site in
      site.path.count == tokens.count
        && zip(site.path, tokens).allSatisfy { step, token in
          switch step {
          case .any: true
          case .name(let name): name.hasSameCodePoints(as: token)
          }
        }
    }
  }

  /// Where the schemas of a host stand, in the order of the document.
  ///
  /// - Parameter root: The document.
  /// - Returns: The pointers to what is there; a value that names a schema instead of being one is left out.
  /// - Complexity: O(*n*) in the members and elements that the paths lead through.
  package func pointers(in root: JSONValue) -> [JSONPointer] {
    var pointers: [JSONPointer] = []
    collect(from: root, at: [], sites, into: &pointers)
    return pointers
  }

  // As deep as the longest path, which is written in code.
  private func collect(
    from value: JSONValue, at tokens: [String], _ open: [Site], into pointers: inout [JSONPointer]
  ) {
    let depth = tokens.count
    let isSchema = open.contains { site in
      site.path.count == depth && site.alternative.map { value[$0] == nil } ?? true
    }
    if isSchema { pointers.append(JSONPointer(tokens: tokens)) }
    let deeper = open.filter { $0.path.count > depth }
    guard !deeper.isEmpty else { return }
    func enter(_ inner: JSONValue, _ name: String?, _ token: @autoclosure () -> String) {
      let next = deeper.filter { site in
        switch site.path[depth] {
        case .any: true
        case .name(let wanted): name.map { wanted.hasSameCodePoints(as: $0) } ?? false
        }
      }
      // No pointer is made on the way to nothing: most handoffs of a large system have no schema.
      guard !next.isEmpty else { return }
      collect(from: inner, at: tokens + [token()], next, into: &pointers)
    }
    switch value {
    case .object(let members): for member in members { enter(member.value, member.key, member.key) }
    case .array(let elements):
      for (index, element) in elements.enumerated() { enter(element, nil, String(index)) }
    default: break
    }
  }
}
