/// Documents that are no schemas themselves and hold schemas at known pointers, as a manifest does.
///
/// Each held schema is read as if it had a document of its own: its `$schema` and its local references count in
/// it. Only a reference that leads nowhere in it is looked up in the host. The same holds for a document that is no
/// schema by any of its members, such as a list of tools, and for whatever is referred to in it.
package struct SchemaHosts: Sendable {
  private let mark: String
  private let paths: [[JSONDocument.PathStep]]
  private let lengths: ClosedRange<Int>
  private let branches: [Branch]

  /// A step of paths, with what follows it; a schema stands where nothing does.
  private struct Branch: Sendable {
    var step: JSONDocument.PathStep
    var next: [Branch]

    /// The paths, with their common beginnings once.
    static func all(_ paths: [ArraySlice<JSONDocument.PathStep>]) -> [Branch] {
      var branches: [Branch] = []
      var rest = paths.filter { !$0.isEmpty }
      while let step = rest.first?.first {
        let alike = rest.filter { $0.first == step }
        rest.removeAll { $0.first == step }
        branches.append(Branch(step: step, next: all(alike.map { $0.dropFirst() })))
      }
      return branches
    }

    func accepts(_ token: String) -> Bool {
      switch step {
      case .any: true
      case .name(let name): name.hasSameCodePoints(as: token)
      }
    }
  }

  /// Describes hosts.
  ///
  /// - Parameters:
  ///   - mark: The member of the root that tells such a document.
  ///   - paths: Where its schemas stand.
  package init(mark: String, paths: [[JSONDocument.PathStep]]) {
    self.mark = mark
    self.paths = paths
    lengths = (paths.map(\.count).min() ?? 0)...(paths.map(\.count).max() ?? 0)
    branches = Branch.all(paths.map { $0[...] })
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

  /// Where the schemas of a host stand, in the order of the document.
  ///
  /// - Parameters:
  ///   - root: The host.
  ///   - isWanted: Whether the pointer of what stands there is to be told.
  /// - Returns: The pointers.
  /// - Complexity: O(*n*) in the number of members above the schemas.
  package func pointers(
    in root: JSONValue, where isWanted: (JSONValue) -> Bool = { _ in true }
  ) -> [JSONPointer] {
    var found: [JSONPointer] = []
    var tokens: [String] = []
    Self.collect(root, branches, isWanted, &tokens, &found)
    return found
  }

  /// No deeper than the longest path.
  private static func collect(
    _ value: JSONValue, _ branches: [Branch], _ isWanted: (JSONValue) -> Bool, _ tokens: inout [String],
    _ found: inout [JSONPointer]
  ) {
    func visit(_ token: String, _ value: JSONValue, _ branch: Branch) {
      tokens.append(token)
      if !branch.next.isEmpty {
        collect(value, branch.next, isWanted, &tokens, &found)
      } else if isWanted(value) {
        found.append(JSONPointer(tokens: tokens))
      }
      tokens.removeLast()
    }
    switch value {
    case .object(let members):
      for member in members {
        guard let branch = branches.first(where: { $0.accepts(member.key) }) else { continue }
        visit(member.key, member.value, branch)
      }
    case .array(let elements):
      guard let branch = branches.first(where: { $0.step == .any }) else { return }
      for (index, element) in elements.enumerated() { visit(String(index), element, branch) }
    default: break
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
