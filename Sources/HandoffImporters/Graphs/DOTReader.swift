internal import HandoffSchema

/// Reads drawings in the DOT language (graphviz.org, "The DOT Language"): nodes, edges, their attributes.
///
/// Clusters are looked into and otherwise ignored; ports, HTML labels and edges between groups are not read. Nothing is
/// nested on the stack.
///
/// - Complexity: O(*n*) in the number of bytes.
struct DOTReader {
  private var scanner: DOTScanner
  private var graph = DrawnGraph()

  /// Reads a drawing.
  ///
  /// - Throws: ``ImportError`` where the text is no DOT.
  static func read(_ source: ImportSource) throws(ImportError) -> DrawnGraph {
    var reader = DOTReader(scanner: DOTScanner(source))
    try reader.readGraph()
    return reader.graph
  }

  private init(scanner: DOTScanner) { self.scanner = scanner }

  private mutating func readGraph() throws(ImportError) {
    _ = try scanner.take(word: "strict")
    guard try scanner.take(word: "digraph") else { throw scanner.error("expected `digraph`") }
    _ = try scanner.takeID()
    guard try scanner.take("{") else { throw scanner.error("expected `{` after `digraph`") }
    var depth = 1
    while depth > 0 {
      if try scanner.take("}") {
        depth -= 1
      } else if try scanner.take("{") {
        depth += 1
      } else if try scanner.takeSeparator() {
        continue
      } else {
        try readStatement()
      }
    }
    guard scanner.isAtEnd else { throw scanner.error("expected the end of the file after the graph") }
  }

  private mutating func readStatement() throws(ImportError) {
    if try scanner.take(word: "subgraph") {
      _ = try scanner.takeID()
      return
    }
    guard let first = try scanner.takeID() else { throw scanner.error("expected a node, an edge or `}`") }
    if try scanner.take("=") {
      guard try scanner.takeID() != nil else { throw scanner.error("expected a value after `=`") }
      return
    }
    var chain = [first.text]
    while try scanner.takeArrow() {
      guard let next = try scanner.takeID() else { throw scanner.error("expected a node after `->`") }
      chain.append(next.text)
    }
    let attributes = try readAttributes()
    if !first.isQuoted, chain.count == 1, ["graph", "node", "edge"].contains(first.text.lowercased()) {
      return
    }
    guard chain.count > 1 else {
      graph.node(first.text) { node in
        node.attributes.merge(attributes) { _, new in new }
        node.label = attributes["label"] ?? node.label
      }
      return
    }
    let isDashed = ["dashed", "dotted"].contains { attributes["style"]?.contains($0) ?? false }
    for (from, to) in zip(chain, chain.dropFirst()) {
      graph.connect(
        DrawnGraph.Edge(
          from: from, to: to, label: attributes["label"], isDashed: isDashed, attributes: attributes))
    }
  }

  private mutating func readAttributes() throws(ImportError) -> [ExactString: String] {
    var attributes: [ExactString: String] = [:]
    while try scanner.take("[") {
      while try !scanner.take("]") {
        if try scanner.takeSeparator() { continue }
        guard let name = try scanner.takeID() else { throw scanner.error("expected an attribute or `]`") }
        guard try scanner.take("=") else {
          attributes[ExactString(name.text)] = "true"
          continue
        }
        guard let value = try scanner.takeID() else { throw scanner.error("expected a value after `=`") }
        attributes[ExactString(name.text)] = value.text
      }
    }
    return attributes
  }
}
