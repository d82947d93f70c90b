internal import HandoffSchema

/// Reads flow charts of Mermaid as LangGraph draws them: one node, edge or sub-graph a line.
///
/// - Complexity: O(*n*) in the number of bytes.
struct MermaidReader {
  private var graph = DrawnGraph()
  private let source: ImportSource
  private var line = 0

  /// Reads a drawing.
  ///
  /// - Throws: ``ImportError`` where a line is none of those that are known.
  static func read(_ source: ImportSource) throws(ImportError) -> DrawnGraph {
    var reader = MermaidReader(source)
    try reader.readLines()
    return reader.graph
  }

  private init(_ source: ImportSource) { self.source = source }

  private mutating func readLines() throws(ImportError) {
    var isInFrontMatter = false
    var sawGraph = false
    for raw in source.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      line += 1
      var text = raw.trimmed
      if text.hasSuffix(";") { text = text.dropLast().trimmed }
      if text == "---" {
        isInFrontMatter.toggle()
        continue
      }
      guard !isInFrontMatter, !text.isEmpty, !text.hasPrefix("%%") else { continue }
      if !sawGraph {
        guard text.hasPrefix("graph") || text.hasPrefix("flowchart") else {
          throw error("expected `graph` or `flowchart`, found \"\(text.prefix(40))\"")
        }
        sawGraph = true
        continue
      }
      try readStatement(text)
    }
    guard sawGraph else { throw error("expected `graph` or `flowchart`, found the end of the file") }
  }

  private mutating func readStatement(_ text: Substring) throws(ImportError) {
    let ignored = ["subgraph ", "classDef ", "class ", "style ", "linkStyle ", "direction ", "click "]
    if text == "end" || ignored.contains(where: { text.hasPrefix($0) }) { return }
    if let edge = Self.edge(in: text) {
      graph.connect(edge)
      return
    }
    let end = text.firstIndex { "([{>:".contains($0) } ?? text.endIndex
    let id = text[..<end].trimmed
    guard !id.isEmpty, !id.contains(" ") else {
      throw error("expected a node or an edge, found \"\(text.prefix(40))\"")
    }
    graph.node(Self.unescaped(id)) { $0.label = Self.label(in: text[end...]) }
  }

  /// The edge of a line: `a --> b`, `a -.-> b`, `a -- label --> b`, `a -. label .-> b`, `a -->|label| b`.
  private static func edge(in text: Substring) -> DrawnGraph.Edge? {
    guard let from = text.firstIndex(of: " "), let head = arrowHead(in: text[from...]) else { return nil }
    let arrow = text[from..<head].trimmed
    let isDashed = arrow.hasPrefix("-.")
    var label = arrow.trimmingBoth { "-.=>".contains($0) || $0.isWhitespace }
    var rest = text[text.index(after: head)...].trimmed
    if rest.hasPrefix("|"), let end = rest.dropFirst().firstIndex(of: "|") {
      label = rest[rest.index(after: rest.startIndex)..<end]
      rest = rest[rest.index(after: end)...].trimmed
    }
    guard !rest.isEmpty else { return nil }
    let plain = withoutMarkup(label)
    return DrawnGraph.Edge(
      from: unescaped(text[..<from]), to: unescaped(rest), label: plain.isEmpty ? nil : plain,
      isDashed: isDashed)
  }

  /// Where the head of an arrow stands that begins a text.
  private static func arrowHead(in text: Substring) -> Substring.Index? {
    let arrow = text.trimmed
    guard arrow.hasPrefix("-") || arrow.hasPrefix("=") else { return nil }
    return text.indices.first { index in
      text[index] == ">" && index > text.startIndex && "-=".contains(text[text.index(before: index)])
    }
  }

  /// An id without its escapes: `\3a` is a colon.
  private static func unescaped(_ id: Substring) -> String {
    var result = String.UnicodeScalarView()
    var scalars = id.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      let digits = scalars.prefix(2)
      if scalar == "\\", digits.count == 2, let code = UInt8(String(digits), radix: 16) {
        result.append(Unicode.Scalar(code))
        scalars.removeFirst(2)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func label(in text: Substring) -> String? {
    let inner = text.trimmingBoth { "([{>}])/\\".contains($0) }
    let plain = withoutMarkup(inner)
    return plain.isEmpty ? nil : plain
  }

  /// A label without tags and with its entities resolved; a tag ends what counts.
  private static func withoutMarkup(_ label: Substring) -> String {
    var text = label[...]
    if text.hasPrefix("<p>") { text = text.dropFirst(3) }
    if let tag = text.firstIndex(of: "<") { text = text[..<tag] }
    return text.replacing("&nbsp;", with: " ").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
      .trimmed.description
  }

  private func error(_ message: String) -> ImportError {
    ImportError(source: source.name, line: max(line, 1), message: message)
  }
}
