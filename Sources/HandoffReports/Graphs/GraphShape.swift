import HandoffContracts

/// The shapes of nodes and findings.
enum GraphShape {
  /// The border of a node, and what tells its role.
  static func box(
    _ node: GraphModel.Node, middle: DrawingPoint, half: Double, height: Double
  ) -> [String] {
    let number = SVGText.number
    let (left, top) = (middle.x - half, middle.y - height / 2)
    func rectangle(_ name: String, inset: Double, radius: Double) -> String {
      """
      <rect class="\(name)" x="\(number(left + inset))" y="\(number(top + inset))" \
      width="\(number(half * 2 - inset * 2))" height="\(number(height - inset * 2))" rx="\(number(radius))"/>
      """
    }
    var lines: [String]
    switch node.kind {
    case .human:
      let tip = 14.0
      let points = [
        (left, middle.y), (left + tip, top), (left + half * 2 - tip, top), (left + half * 2, middle.y),
        (left + half * 2 - tip, top + height), (left + tip, top + height),
      ]
      let list = points.map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " ")
      lines = ["<polygon class=\"box human\" points=\"\(list)\"/>"]
      // A sample in the legend is too small for it.
      if half > 30 { lines += person(at: DrawingPoint(x: left + tip + 10, y: middle.y)) }
    case .undeclared: lines = [rectangle("box undeclared", inset: 0, radius: 0)]
    case .group:
      lines = [
        "<g transform=\"translate(5 -5)\">" + rectangle("box", inset: 0, radius: 4) + "</g>",
        rectangle("box", inset: 0, radius: 4),
      ]
    case .agent: lines = [rectangle("box", inset: 0, radius: 8)]
    }
    if node.mayFinish { lines.append(rectangle("inner", inset: 3.5, radius: 5)) }
    if node.isJoin {
      lines.append(
        "<path class=\"bar\" d=\"M \(number(left + 9)) \(number(top + 6)) H \(number(left + half * 2 - 9))\"/>"
      )
    }
    if node.isEntry {
      let tip = left + 2
      lines.append(
        "<path class=\"entry\" d=\"M \(number(tip)) \(number(middle.y)) l -13 -8 v 16 z\"/>")
    }
    return lines
  }

  private static func person(at point: DrawingPoint) -> [String] {
    let number = SVGText.number
    return [
      "<circle class=\"person\" cx=\"\(number(point.x))\" cy=\"\(number(point.y - 6))\" r=\"4.5\"/>",
      "<path class=\"person\" d=\"M \(number(point.x - 8)) \(number(point.y + 10)) a 8 8 0 0 1 16 0 z\"/>",
    ]
  }

  /// The mark of a finding: an octagon for an error, a triangle for a warning, a circle for a note.
  static func badge(_ severity: Severity, at point: DrawingPoint) -> String {
    let number = SVGText.number
    let sign: String
    let outline: String
    switch severity {
    case .error:
      let corners: [(Double, Double)] = [
        (-3.3, -8), (3.3, -8), (8, -3.3), (8, 3.3), (3.3, 8), (-3.3, 8), (-8, 3.3), (-8, -3.3),
      ]
      let list = corners.map { "\(number(point.x + $0.0)),\(number(point.y + $0.1))" }
      outline = "<polygon class=\"badge error\" points=\"\(list.joined(separator: " "))\"/>"
      sign = "!"
    case .warning:
      outline =
        "<path class=\"badge warning\" d=\"M \(number(point.x)) \(number(point.y - 8.5)) l 9 16 h -18 z\"/>"
      sign = "!"
    case .note:
      outline =
        "<circle class=\"badge note\" cx=\"\(number(point.x))\" cy=\"\(number(point.y))\" r=\"7.5\"/>"
      sign = "i"
    }
    return outline
      + "<text class=\"sign\" x=\"\(number(point.x))\" y=\"\(number(point.y + 4.5))\">\(sign)</text>"
  }
}
