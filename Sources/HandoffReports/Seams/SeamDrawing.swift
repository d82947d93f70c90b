import HandoffFuzzing
import HandoffSchema

/// Draws a seam map as SVG: everything is told by shape as well as by colour, in light and dark.
///
/// The parts can be had one by one, so that a page can keep the heads in sight while the body is moved.
struct SeamDrawing {
  let map: SeamMap
  /// What stands where, with what it shows.
  let squares: [SeamMap.Square]
  private let names: [String]

  /// More agents than this are drawn small.
  static let roomyLimit = 24
  static let endsWidth = 190.0
  static let nameLimit = 24

  /// The distance from one row, or column, to the next.
  let pitch: Double
  let headWidth: Double
  let headHeight: Double

  init(_ map: SeamMap) {
    self.map = map
    squares = map.squares
    names = map.agents.map { agent in
      TextWidth.cut(agent.name, to: Self.nameLimit) + (agent.kind == .human ? " (human)" : "")
    }
    pitch = map.agents.count > Self.roomyLimit ? 38 : 74
    let widest = names.map { TextWidth.of($0, size: 13) }.max() ?? 0
    headWidth = max(widest, TextWidth.of("sends ↓   receives →", size: 13)) + 24
    // The names of columns rise at 40 degrees.
    headHeight = widest * 0.65 + 28
  }

  private var isRoomy: Bool { pitch > 60 }
  var bodySize: Double { Double(map.agents.count) * pitch + 2 }
  private var box: Double { pitch - 10 }

  // MARK: - The document

  /// The whole document.
  var text: String {
    let legend = SeamLegend(self)
    let width = max(headWidth + bodySize + Self.endsWidth, 700)
    let height = 70 + headHeight + bodySize + legend.height + 24
    let number = SVGText.number
    let label = "Seam map of \(TerminalText.line(map.system)): \(map.summary)"
    var lines = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" class="s-map" width="\(number(width))" height="\(number(height))" \
      viewBox="0 0 \(number(width)) \(number(height))" role="img" aria-label="\(XMLText.escaped(label))">
      """, Self.style, Self.definitions,
      "<rect class=\"s-page\" width=\"\(number(width))\" height=\"\(number(height))\"/>",
      "<text class=\"s-text s-title\" x=\"20\" y=\"34\">\(XMLText.escaped(TextWidth.cut(map.system, to: 60)))</text>",
      "<text class=\"s-soft\" x=\"20\" y=\"56\">\(XMLText.escaped(map.summary))</text>",
    ]
    func part(_ x: Double, _ y: Double, _ inside: [String]) {
      lines += ["<g transform=\"translate(\(number(x)) \(number(y)))\">"] + inside + ["</g>"]
    }
    part(0, 70, corner)
    part(headWidth, 70, columnHeads)
    part(headWidth + bodySize, 70, endsHead)
    part(0, 70 + headHeight, rowHeads)
    part(headWidth, 70 + headHeight, body())
    part(headWidth + bodySize, 70 + headHeight, ends)
    part(20, 70 + headHeight + bodySize + 20, legend.lines)
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  // MARK: - Heads

  /// What rows and columns are.
  var corner: [String] {
    [Self.words("sends ↓   receives →", "s-soft s-end", headWidth - 12, headHeight - 14)]
  }

  var columnHeads: [String] {
    names.indices.map { column in
      let x = (Double(column) + 0.5) * pitch
      let point = "\(SVGText.number(x)) \(SVGText.number(headHeight - 12))"
      return "<text class=\"s-text\" transform=\"translate(\(point)) rotate(-40)\">"
        + "\(XMLText.escaped(names[column]))</text>"
    }
  }

  var rowHeads: [String] {
    names.indices.map { Self.words(names[$0], "s-text s-end", headWidth - 12, middle($0) + 5) }
  }

  var endsHead: [String] { [Self.words("failures end at", "s-soft", 14, headHeight - 14)] }

  private func middle(_ row: Int) -> Double { (Double(row) + 0.5) * pitch }

  // MARK: - The body

  /// The grid with what stands in it.
  ///
  /// - Parameter link: Where a square leads, by its position in ``squares``; `nil` for a picture alone.
  /// - Returns: The elements, one a line or more.
  func body(link: ((Int) -> String)? = nil) -> [String] {
    let number = SVGText.number
    let size = number(Double(map.agents.count) * pitch)
    let grid = (0...map.agents.count).map { line in
      let at = number(Double(line) * pitch)
      return "M 0 \(at) H \(size) M \(at) 0 V \(size)"
    }
    var lines = ["<path class=\"s-grid\" d=\"\(grid.joined(separator: " "))\"/>"]
    for (position, square) in squares.enumerated() {
      let title = XMLText.escaped(title(of: square))
      if let link {
        lines.append("<a class=\"seam\" href=\"\(link(position))\" aria-label=\"\(title)\">")
      } else {
        lines.append("<g>")
      }
      lines.append("<title>\(title)</title>")
      lines += face(of: square)
      lines.append(link == nil ? "</g>" : "</a>")
    }
    for loop in map.loops { lines += outline(of: loop) }
    return lines
  }

  private func face(of square: SeamMap.Square) -> [String] {
    let number = SVGText.number
    let (standing, states) = map.face(of: square)
    let left = Double(square.key.column) * pitch + 5
    let top = Double(square.key.row) * pitch + 5
    func frame(_ name: String) -> String {
      """
      <rect class="\(name)" x="\(number(left))" y="\(number(top))" width="\(number(box))" \
      height="\(number(box))" rx="\(isRoomy ? 6 : 4)"/>
      """
    }
    var lines = [frame("s-box")]
    let seams = square.seams.map { map.seams[$0] }
    let label = isRoomy && seams.count == 1 ? Self.tag(seams[0]) : ""
    if standing != .observed {
      let high = label.isEmpty ? box : box - 13
      let (middleX, middleY) = (left + box / 2, top + high / 2)
      let reach = box / 2 - 6
      lines.append(
        "<path class=\"s-grid\" d=\"M \(number(middleX)) \(number(middleY - high / 2 + 6)) v \(number(high - 12)) "
          + "M \(number(middleX - reach)) \(number(middleY)) h \(number(reach * 2))\"/>")
      for (place, state) in states.enumerated() {
        guard let sign = Self.sign(of: state) else { continue }
        let x = middleX + (place % 2 == 0 ? -1 : 1) * box / 4
        let y = middleY + (place / 2 == 0 ? -1 : 1) * high / 4
        lines.append(use(sign, x, y, small: !isRoomy))
      }
    }
    lines.append(frame("s-ring s-\(standing.rawValue)"))
    if !label.isEmpty {
      lines.append(Self.words(label, "s-soft s-tag", left + box / 2, top + box - 5))
    }
    if seams.contains(where: \.isReturn) {
      lines.append(use("seam-return", left + box / 2, top + box + 1, small: !isRoomy))
    }
    if seams.count > 1 {
      let (x, y) = (left + box - 3, top + 3)
      lines.append("<circle class=\"s-pill\" cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"8\"/>")
      lines.append(
        "<text class=\"s-sign s-count\" x=\"\(number(x))\" y=\"\(number(y + 3.5))\">"
          + "\(min(seams.count, 99))</text>")
    }
    return lines
  }

  private func use(_ sign: String, _ x: Double, _ y: Double, small: Bool) -> String {
    let scale = small ? " scale(0.58)" : ""
    let point = "\(SVGText.number(x)) \(SVGText.number(y))"
    return "<use href=\"#\(sign)\" transform=\"translate(\(point))\(scale)\"/>"
  }

  /// What a handoff answers, short enough for its square.
  private static func tag(_ seam: SeamMap.Seam) -> String {
    seam.kind == .output ? "" : TextWidth.cut(seam.label, to: 11)
  }

  static func sign(of state: SeamMap.Quarter.State) -> String? {
    switch state {
    case .caught: "seam-caught"
    case .escaped: "seam-escaped"
    case .onlyValid: "seam-valid"
    case .untried: "seam-untried"
    case .notApplicable: nil
    }
  }

  /// Corners around the rows and columns of a loop.
  private func outline(of loop: [Int]) -> [String] {
    guard let first = loop.first, let last = loop.last else { return [] }
    let (low, high) = (Double(first) * pitch + 2, Double(last + 1) * pitch - 2)
    let arm = isRoomy ? 14.0 : 9
    let number = SVGText.number
    let corners = [(low, low, 1.0, 1.0), (high, low, -1, 1), (low, high, 1, -1), (high, high, -1, -1)]
    let path = corners.map { x, y, right, down in
      "M \(number(x)) \(number(y + arm * down)) V \(number(y)) H \(number(x + arm * right))"
    }
    let names = loop.prefix(6).map { map.agents[$0].name }.joined(separator: ", ")
    let more = loop.count > 6 ? " and \(loop.count - 6) more" : ""
    return [
      "<path class=\"s-loop\" d=\"\(path.joined(separator: " "))\"><title>"
        + XMLText.escaped(TerminalText.line("a loop that a payload can take: \(names)\(more)"))
        + "</title></path>"
    ]
  }

  /// Everything about a square in words, for tooltips and for whoever cannot see it.
  func title(of square: SeamMap.Square) -> String {
    let parts = square.seams.prefix(8).map { position in
      let seam = map.seams[position]
      let label = seam.label.isEmpty ? "" : " (\(seam.label))"
      let states = seam.quarters.filter { $0.state != .notApplicable }
        .map { "\($0.mode.title) \($0.state.rawValue)" }
      let parts = [seam.name + label, seam.standing.rawValue] + states
      return TerminalText.excerpt(parts.joined(separator: ", "))
    }
    let rest = square.seams.count - parts.count
    return parts.joined(separator: "; ") + (rest > 0 ? "; \(rest) more" : "")
  }

  // MARK: - Ends

  /// Where the failures of each row end.
  var ends: [String] {
    map.agents.enumerated().flatMap { row, agent -> [String] in
      let sign: String
      let name: String
      switch agent.end.kind {
      case .none: return []
      case .silent: return [Self.words("none declared", "s-soft", 46, middle(row) + 5)]
      case .human: (sign, name) = ("seam-human", "human")
      case .finish: (sign, name) = ("seam-finish", "finish")
      case .nowhere: (sign, name) = ("seam-nowhere", "nowhere")
      case .unknown: (sign, name) = ("seam-unknown", "unknown")
      }
      let text =
        "<text class=\"s-text\" x=\"46\" y=\"\(SVGText.number(middle(row) + 5))\">\(name) "
        + "<tspan class=\"s-soft\">\(agent.end.sound) of \(agent.end.count)</tspan></text>"
      return [use(sign, 26, middle(row), small: false), text]
    }
  }

  static func words(_ text: String, _ classes: String, _ x: Double, _ y: Double) -> String {
    "<text class=\"\(classes)\" x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y))\">"
      + "\(XMLText.escaped(text))</text>"
  }
}

extension SeamMap {
  /// The map as an SVG document that needs nothing else.
  ///
  /// - Complexity: O(*agents* + *seams*).
  public var svg: String { SeamDrawing(self).text }
}
