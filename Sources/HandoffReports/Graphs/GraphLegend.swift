import HandoffContracts

/// What the shapes of a picture mean; only those that it has.
struct GraphLegend {
  private let rows: [[(sample: Sample, text: String)]]
  private static let rowHeight = 28.0
  private static let sampleWidth = 46.0

  private enum Sample {
    case node(GraphModel.Node)
    case line(String, isReturn: Bool)
    case badge(Severity)
  }

  init(_ model: GraphModel, width: Double) {
    var items: [(sample: Sample, text: String)] = []
    func node(_ kind: GraphModel.Node.Kind, _ change: (inout GraphModel.Node) -> Void = { _ in }) -> Sample {
      var node = GraphModel.Node(name: "", kind: kind)
      change(&node)
      return .node(node)
    }
    let nodes = model.nodes
    if nodes.contains(where: \.isEntry) { items.append((node(.agent) { $0.isEntry = true }, "start")) }
    if nodes.contains(where: \.mayFinish) {
      items.append((node(.agent) { $0.mayFinish = true }, "may finish"))
    }
    if nodes.contains(where: { $0.kind == .human }) { items.append((node(.human), "human")) }
    if nodes.contains(where: \.isJoin) {
      items.append((node(.agent) { $0.isJoin = true }, "waits for branches"))
    }
    if nodes.contains(where: { $0.kind == .group }) { items.append((node(.group), "several agents")) }
    if nodes.contains(where: { $0.kind == .undeclared }) { items.append((node(.undeclared), "not declared")) }
    let edges = model.edges
    if edges.contains(where: { $0.kind == .failure }) {
      items.append((.line("failure", isReturn: false), "× on failure"))
    }
    if edges.contains(where: { $0.kind == .limit }) {
      items.append((.line("limit", isReturn: false), "at a limit"))
    }
    if edges.contains(where: { $0.kind == .none }) {
      items.append((.line("none", isReturn: false), "no target named"))
    }
    if edges.contains(where: \.isInLoop) { items.append((.line("output loop", isReturn: false), "↻ loop")) }
    if edges.contains(where: \.returns) {
      items.append((.line("output", isReturn: true), "control comes back"))
    }
    let found = Set(nodes.compactMap(\.severity) + edges.compactMap(\.severity))
    for severity in [Severity.error, .warning, .note] where found.contains(severity) {
      items.append((.badge(severity), severity.rawValue))
    }
    var rows: [[(sample: Sample, text: String)]] = []
    var used = Double.infinity
    for item in items {
      let needed = Self.width(of: item.text)
      if used + needed > width - 32 {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(item)
      used += needed
    }
    self.rows = rows
  }

  private static func width(of text: String) -> Double {
    sampleWidth + TextWidth.of(text, size: GraphDrawing.labelSize) + 18
  }

  var height: Double { rows.isEmpty ? 0 : Double(rows.count) * Self.rowHeight + 14 }

  func lines(at top: Double) -> [String] {
    let number = SVGText.number
    var lines: [String] = []
    for (row, items) in rows.enumerated() {
      let y = top + Double(row) * Self.rowHeight + Self.rowHeight / 2
      var x = 16.0
      for item in items {
        let middle = DrawingPoint(x: x + 18, y: y)
        switch item.sample {
        case .node(let node): lines += GraphShape.box(node, middle: middle, half: 15, height: 18)
        case .badge(let severity): lines.append(GraphShape.badge(severity, at: middle))
        case .line(let name, let isReturn):
          let end = name.contains("loop") ? "loop-end" : "end"
          let start = isReturn ? " marker-start=\"url(#back)\"" : ""
          lines.append(
            "<path class=\"line \(name)\" d=\"M \(number(x)) \(number(y)) h 34\" marker-end=\"url(#\(end))\"\(start)/>"
          )
        }
        lines.append(
          "<text class=\"small\" x=\"\(number(x + Self.sampleWidth))\" y=\"\(number(y + 4))\">"
            + "\(XMLText.escaped(item.text))</text>")
        x += Self.width(of: item.text)
      }
    }
    return lines
  }
}
