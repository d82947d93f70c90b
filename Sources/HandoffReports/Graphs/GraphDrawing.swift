import HandoffContracts
import HandoffSchema

/// Draws a picture of a system as an SVG document that needs nothing else.
///
/// Layers lead from the start downwards. Everything is told by shape as well as by colour, in light and dark: humans are
/// hexagons, ends have a double border, failures are dashed, loops thick, findings octagons, triangles and circles.
struct GraphDrawing {
  private let model: GraphModel
  private let layout: LayeredLayout
  private let names: [String]
  private let labels: [String]
  /// For each line from a box to itself how many such lines stand above it; they share the curve.
  private let loopPlaces: [Int]

  static let nameSize = 14.0
  static let labelSize = 12.0
  static let boxHeight = 42.0
  static let nameLimit = 26
  static let labelLimit = 34
  static let loopWidth = 30.0

  init(_ model: GraphModel) {
    self.model = model
    names = model.nodes.map { TextWidth.cut($0.name, to: Self.nameLimit) }
    labels = model.edges.map { TextWidth.cut(Self.marked($0), to: Self.labelLimit) }
    var loopCounts = [Int](repeating: 0, count: model.nodes.count)
    loopPlaces = model.edges.map { edge in
      guard edge.from == edge.to else { return 0 }
      defer { loopCounts[edge.from] += 1 }
      return loopCounts[edge.from]
    }
    var boxes = zip(model.nodes, names).map { node, name -> LayeredGraph.Box in
      let half = max(44, TextWidth.of(name, size: Self.nameSize) / 2 + (node.kind == .human ? 30 : 18))
      return LayeredGraph.Box(left: half, right: half, height: Self.boxHeight)
    }
    // Lines from a box to itself stand on its right, one below the other.
    for (edge, label) in zip(model.edges, labels) where edge.from == edge.to {
      let width = Self.loopWidth + TextWidth.of(label, size: Self.labelSize) + 8
      boxes[edge.from].right = max(boxes[edge.from].right, boxes[edge.from].left + width)
    }
    let lines = zip(model.edges, labels).map { edge, label -> LayeredGraph.Line in
      let badge = edge.severity == nil ? 0.0 : 18
      let width = TextWidth.of(label, size: Self.labelSize) + badge
      return LayeredGraph.Line(
        from: edge.from, to: edge.to, labelWidth: width > 0 ? width + 10 : 0, labelHeight: 18)
    }
    layout = LayeredLayout(
      LayeredGraph(
        boxes: boxes, lines: lines, starts: model.nodes.indices.filter { model.nodes[$0].isEntry }))
  }

  /// The label with a sign for what the line is.
  private static func marked(_ edge: GraphModel.Edge) -> String {
    var signs: [String] = []
    if edge.isInLoop { signs.append("↻") }
    if edge.kind == .failure { signs.append("×") }
    if edge.isDead { signs.append("never") }
    if !edge.label.isEmpty { signs.append(edge.label) }
    return signs.joined(separator: " ")
  }

  // MARK: - The document

  /// The whole document.
  var text: String {
    let legend = GraphLegend(model, width: max(layout.width, 360))
    let head = model.omission == nil ? 44.0 : 64
    let (width, height) = (max(layout.width, 360), head + layout.height + legend.height)
    let number = SVGText.number
    var lines = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(number(width))" height="\(number(height))" \
      viewBox="0 0 \(number(width)) \(number(height))" role="img" aria-label="\(XMLText.escaped(summary))">
      """, Self.style, Self.markers,
      "<rect class=\"page\" width=\"\(number(width))\" height=\"\(number(height))\"/>",
      "<text class=\"title\" x=\"16\" y=\"28\">\(XMLText.escaped(TextWidth.cut(model.system, to: 40)))</text>",
    ]
    if let omission = model.omission {
      lines.append("<text class=\"small\" x=\"16\" y=\"48\">\(XMLText.escaped(omission))</text>")
    }
    let shift = (width - layout.width) / 2
    lines.append("<g transform=\"translate(\(number(shift)) \(number(head)))\">")
    for index in model.edges.indices { lines += line(index) }
    for index in model.nodes.indices { lines += box(index) }
    for index in model.edges.indices { lines += label(index) }
    lines.append("</g>")
    lines += legend.lines(at: head + layout.height)
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private var summary: String {
    "Routing of \(model.system): \(Counted.text(model.nodes.count, "node")), "
      + Counted.text(model.edges.count, "handoff")
  }

  // MARK: - Boxes

  private func box(_ index: Int) -> [String] {
    let node = model.nodes[index]
    let middle = layout.boxes[index]
    let half = max(
      44, TextWidth.of(names[index], size: Self.nameSize) / 2 + (node.kind == .human ? 30 : 18))
    var lines = ["<g><title>\(XMLText.escaped(title(of: node)))</title>"]
    lines += GraphShape.box(node, middle: middle, half: half, height: Self.boxHeight)
    let shift = node.kind == .human ? 8.0 : 0
    lines.append(
      """
      <text class="name" x="\(SVGText.number(middle.x + shift))" y="\(SVGText.number(middle.y + 5))">\
      \(XMLText.escaped(names[index]))</text>
      """)
    if let severity = node.severity {
      let corner = DrawingPoint(x: middle.x + half - 2, y: middle.y - Self.boxHeight / 2 + 2)
      lines.append(GraphShape.badge(severity, at: corner))
    }
    return lines + ["</g>"]
  }

  private func title(of node: GraphModel.Node) -> String {
    var parts = [TerminalText.line(node.name)]
    if node.kind != .agent { parts.append(node.kind.rawValue) }
    if node.isEntry { parts.append("the run starts here") }
    if node.mayFinish { parts.append("the run may end here") }
    if node.isJoin { parts.append("waits for several branches") }
    if let severity = node.severity { parts.append("\(severity.rawValue) found") }
    return parts.joined(separator: "; ")
  }

  // MARK: - Lines

  private func line(_ index: Int) -> [String] {
    let edge = model.edges[index]
    let path = edge.from == edge.to ? loopPath(index) : path(layout.lines[index])
    var classes = ["line", edge.kind.rawValue]
    if edge.isInLoop { classes.append("loop") }
    if edge.isDead { classes.append("dead") }
    let end = edge.isInLoop ? "loop-end" : "end"
    let start = edge.returns ? " marker-start=\"url(#back)\"" : ""
    return [
      "<path class=\"\(classes.joined(separator: " "))\" d=\"\(path)\" marker-end=\"url(#\(end))\"\(start)>"
        + "<title>\(XMLText.escaped(title(of: edge)))</title></path>"
    ]
  }

  private func title(of edge: GraphModel.Edge) -> String {
    let label = edge.label.isEmpty ? "" : ": \(edge.label)"
    let back = edge.returns ? "; control comes back" : ""
    let dead = edge.isDead ? "; it can never be taken" : ""
    return TerminalText.line(edge.name + label + back + dead)
  }

  /// A curve through points that leaves and enters every layer upright.
  private func path(_ points: [DrawingPoint]) -> String {
    guard let first = points.first else { return "" }
    var path = "M \(SVGText.point(first))"
    for (from, to) in zip(points, points.dropFirst()) {
      if from.x == to.x {
        path += " L \(SVGText.point(to))"
        continue
      }
      let bend = (to.y - from.y) / 2
      let (near, far) = (DrawingPoint(x: from.x, y: from.y + bend), DrawingPoint(x: to.x, y: to.y - bend))
      path += " C \(SVGText.point(near)), \(SVGText.point(far)), \(SVGText.point(to))"
    }
    return path
  }

  private func loopPath(_ index: Int) -> String {
    let middle = layout.boxes[model.edges[index].from]
    let side = middle.x + sideOfBox(model.edges[index].from)
    let (top, bottom) = (DrawingPoint(x: side, y: middle.y - 11), DrawingPoint(x: side, y: middle.y + 11))
    let out = side + Self.loopWidth
    return "M \(SVGText.point(top)) C \(SVGText.number(out)) \(SVGText.number(top.y - 10)), "
      + "\(SVGText.number(out)) \(SVGText.number(bottom.y + 10)), \(SVGText.point(bottom))"
  }

  private func sideOfBox(_ index: Int) -> Double {
    max(
      44,
      TextWidth.of(names[index], size: Self.nameSize) / 2 + (model.nodes[index].kind == .human ? 30 : 18))
  }

  private func label(_ index: Int) -> [String] {
    let edge = model.edges[index]
    guard !labels[index].isEmpty || edge.severity != nil else { return [] }
    let width = TextWidth.of(labels[index], size: Self.labelSize)
    let badge = edge.severity == nil ? 0.0 : 18
    let middle: DrawingPoint
    if edge.from == edge.to {
      let box = layout.boxes[edge.from]
      let place = loopPlaces[index]
      let left = box.x + sideOfBox(edge.from) + Self.loopWidth - 4
      middle = DrawingPoint(x: left + (width + badge) / 2, y: box.y + Double(place) * 16 - 2)
    } else if let point = layout.labels[index] {
      middle = point
    } else {
      return []
    }
    let left = middle.x - (width + badge) / 2
    var lines = [
      """
      <rect class="halo" x="\(SVGText.number(left - 3))" y="\(SVGText.number(middle.y - 9))" \
      width="\(SVGText.number(width + badge + 6))" height="18"/>
      """,
      """
      <text class="label" x="\(SVGText.number(left + badge + width / 2))" \
      y="\(SVGText.number(middle.y + 4))">\(XMLText.escaped(labels[index]))</text>
      """,
    ]
    if let severity = edge.severity {
      lines.append(GraphShape.badge(severity, at: DrawingPoint(x: left + 7, y: middle.y)))
    }
    return lines
  }
}

extension GraphModel {
  /// The picture as an SVG document that needs nothing else.
  ///
  /// - Complexity: O(*n* log *n*) in the number of nodes and of layers that handoffs cross.
  public var svg: String { GraphDrawing(self).text }
}
