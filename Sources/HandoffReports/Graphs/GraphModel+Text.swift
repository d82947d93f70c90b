import HandoffContracts
public import HandoffSchema

extension GraphModel {
  /// The picture as a Mermaid flowchart.
  ///
  /// Humans are hexagons, joins are trapezoids, undeclared names are asymmetric; failures are dotted, loops thick; what is never taken ends in a cross.
  ///
  /// - Complexity: O(*nodes* + *edges*).
  public var mermaid: String {
    var lines = ["flowchart TD"]
    for (position, node) in nodes.enumerated() {
      lines.append("  n\(position)" + Self.mermaidShape(node))
    }
    var styled: [Int] = []
    var dead: [Int] = []
    for (position, edge) in edges.enumerated() {
      let label = edge.label.isEmpty ? "" : "|\"\(Self.mermaidText(edge.label))\"|"
      let line = edge.isDead ? "-.-x" : edge.isInLoop ? "==>" : edge.kind == .output ? "-->" : "-.->"
      let both = edge.returns && !edge.isDead ? "<" : ""
      lines.append("  n\(edge.from) \(both)\(line)\(label) n\(edge.to)")
      if edge.isDead { dead.append(position) } else if edge.isInLoop { styled.append(position) }
    }
    lines += [
      "  classDef entry stroke-width:3px", "  classDef finish stroke-dasharray:0,stroke:#1a7f37",
      "  classDef error stroke:#cf222e,stroke-width:3px", "  classDef warning stroke:#9a6700",
    ]
    for (position, node) in nodes.enumerated() {
      if let mark = Self.mermaidClass(node) { lines.append("  class n\(position) \(mark)") }
    }
    if !styled.isEmpty {
      lines.append("  linkStyle \(styled.map(String.init).joined(separator: ",")) stroke:#cf222e")
    }
    if !dead.isEmpty {
      lines.append("  linkStyle \(dead.map(String.init).joined(separator: ",")) stroke:#8c959f,opacity:0.7")
    }
    if let omission { lines.append("  note>\"\(Self.mermaidText(omission))\"]") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func mermaidShape(_ node: Node) -> String {
    let name = "\"\(mermaidText(node.name + (node.mayFinish ? " ⏹" : "")))\""
    return switch node.kind {
    case .human: "{{\(name)}}"
    case .undeclared: ">\(name)]"
    case .group: "[[\(name)]]"
    case .agent: node.isJoin ? "[/\(name)\\]" : node.isEntry ? "([\(name)])" : "[\(name)]"
    }
  }

  private static func mermaidClass(_ node: Node) -> String? {
    switch node.severity {
    case .error?: "error"
    case .warning?: "warning"
    default: node.isEntry ? "entry" : node.mayFinish ? "finish" : nil
    }
  }

  /// Text between quotes, with everything that Mermaid or HTML would take for its own as a numbered entity.
  private static func mermaidText(_ text: String) -> String {
    var result = ""
    for scalar in TerminalText.line(text).unicodeScalars {
      let isPlain =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || " -_.,:/=()|≤≥×·⏹".unicodeScalars.contains(scalar) || scalar.value > 0x2000
      if isPlain, scalar != "|" {
        result.unicodeScalars.append(scalar)
      } else {
        result += "#\(scalar.value);"
      }
    }
    return result
  }

  /// The picture in Graphviz' language.
  ///
  /// - Complexity: O(*nodes* + *edges*).
  public var dot: String {
    var lines = [
      "digraph \(Self.dotText(system)) {",
      "  node [shape=box, style=rounded, fontname=\"Helvetica\"]; edge [fontname=\"Helvetica\", fontsize=10];",
    ]
    for (position, node) in nodes.enumerated() {
      var attributes = ["label=\(Self.dotText(node.name))"]
      switch node.kind {
      case .human: attributes.append("shape=hexagon, style=solid")
      case .undeclared: attributes.append("shape=box, style=dashed")
      case .group: attributes.append("shape=box3d, style=solid")
      case .agent: if node.isJoin { attributes.append("shape=trapezium, style=solid") }
      }
      if node.mayFinish { attributes.append("peripheries=2") }
      if node.isEntry { attributes.append("penwidth=3") }
      if let severity = node.severity { attributes.append("xlabel=\"\(severity.rawValue)\"") }
      lines.append("  n\(position) [\(attributes.joined(separator: ", "))];")
    }
    for edge in edges {
      var attributes = ["label=\(Self.dotText(edge.label))"]
      if edge.kind != .output { attributes.append("style=dashed") }
      if edge.isInLoop { attributes.append("penwidth=3") }
      if edge.returns { attributes.append("dir=both, arrowtail=empty") }
      if edge.isDead { attributes.append("color=gray") }
      lines.append("  n\(edge.from) -> n\(edge.to) [\(attributes.joined(separator: ", "))];")
    }
    if let omission { lines.append("  label=\(Self.dotText(omission));") }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private static func dotText(_ text: String) -> String {
    var result = "\""
    for character in TerminalText.line(text).unicodeScalars {
      if character == "\"" || character == "\\" { result += "\\" }
      result.unicodeScalars.append(character)
    }
    return result + "\""
  }

  /// The picture in the format that `docs/report-format.md` describes.
  public var json: JSONValue {
    var object: JSONObject = [
      "format": 1, "system": .string(system), "nodes": .array(nodes.map(\.json)),
      "edges": .array(edges.map { $0.json(nodes) }),
    ]
    if let omission { object["omission"] = .string(omission) }
    return .object(object)
  }
}

extension GraphModel.Node {
  fileprivate var json: JSONValue {
    var object: JSONObject = ["name": .string(name), "kind": .string(kind.rawValue)]
    if isEntry { object["entry"] = true }
    if mayFinish { object["finishes"] = true }
    if isJoin { object["join"] = true }
    if let severity { object["severity"] = .string(severity.rawValue) }
    if !members.isEmpty { object["members"] = .array(members.map(JSONValue.string)) }
    return .object(object)
  }
}

extension GraphModel.Edge {
  fileprivate func json(_ nodes: [GraphModel.Node]) -> JSONValue {
    var object: JSONObject = [
      "handoff": .string(name), "from": .string(nodes[from].name), "to": .string(nodes[to].name),
      "on": .string(kind.rawValue),
    ]
    if !label.isEmpty { object["label"] = .string(label) }
    if returns { object["returns"] = true }
    if isInLoop { object["loop"] = true }
    if isDead { object["dead"] = true }
    if merged > 1 { object["handoffs"] = JSONValue(integerLiteral: merged) }
    if let severity { object["severity"] = .string(severity.rawValue) }
    return .object(object)
  }
}
