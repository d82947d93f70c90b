import HandoffFuzzing
import HandoffSchema

/// Writes a seam map for a terminal: a table as long as it fits, otherwise a line for each handoff.
struct SeamText {
  let map: SeamMap
  let style: TextStyle

  /// The columns of a square.
  private static let squareWidth = 6

  var text: String {
    var lines = ["\(style.colored(TerminalText.line(map.system), .bold)): \(map.summary)", ""]
    lines += fits ? table : list
    return (lines + [""] + legend).joined(separator: "\n") + "\n"
  }

  private var nameWidth: Int { min(24, map.agents.map { name($0).count }.max() ?? 0) }
  private var fits: Bool {
    nameWidth + 5 + map.agents.count * (Self.squareWidth + 1) + 18 <= 100 && !map.agents.isEmpty
  }

  private func name(_ agent: SeamMap.Agent) -> String {
    TextWidth.cut(agent.name, to: 24) + (agent.kind == .human ? " *" : "")
  }

  // MARK: - A table

  private var table: [String] {
    let squares = map.squares
    var positions: [SeamMap.Square.Key: Int] = [:]
    for (position, square) in squares.enumerated() { positions[square.key] = position }
    let width = (map.agents.map { name($0).count }.max() ?? 0) + 4
    let head = map.agents.indices.map { Self.centered("\($0 + 1)") }.joined(separator: " ")
    var lines = [
      style.colored(
        Self.padded("sends, receives", to: width) + head + "  failures end at", .dim)
    ]
    for (row, agent) in map.agents.enumerated() {
      var line = Self.padded("\(row + 1) \(name(agent))", to: width)
      let cells = map.agents.indices.map { column in
        positions[SeamMap.Square.Key(row: row, column: column)].map { cell(squares[$0]) }
          ?? Self.centered("·")
      }
      line += cells.joined(separator: " ")
      let end = self.end(agent.end)
      line += "  " + end
      while line.last == " " { line.removeLast() }
      lines.append(line)
    }
    return lines
  }

  private func cell(_ square: SeamMap.Square) -> String {
    let (standing, states) = map.face(of: square)
    let (left, right) = Self.border(standing)
    if standing == .observed { return style.colored("\(left)////\(right)", .cyan) }
    let signs = states.map { sign($0) }.joined()
    switch standing {
    case .incompatible: return style.colored(left, .red) + signs + style.colored(right, .red)
    case .undecided: return style.colored(left, .yellow) + signs + style.colored(right, .yellow)
    default: return left + signs + right
    }
  }

  private static func border(_ standing: SeamMap.Standing) -> (String, String) {
    switch standing {
    case .compatible: ("[", "]")
    case .incompatible: ("#", "#")
    case .undecided: ("?", "?")
    case .observed: ("/", "/")
    }
  }

  private func sign(_ state: SeamMap.Quarter.State) -> String {
    switch state {
    case .caught: style.colored("✓", .green)
    case .escaped: style.colored("×", .red)
    case .onlyValid: "○"
    case .untried: "-"
    case .notApplicable: " "
    }
  }

  private func end(_ end: SeamMap.End) -> String {
    let count = "\(end.sound) of \(end.count)"
    return switch end.kind {
    case .none: ""
    case .silent: style.colored("none declared", .dim)
    case .human: "human \(count)"
    case .finish: "finish \(count)"
    case .unknown: "unknown \(count)"
    case .nowhere: style.colored("nowhere \(count)", .red)
    }
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func centered(_ text: String) -> String {
    let before = (squareWidth - text.count) / 2
    let after = squareWidth - text.count - before
    return String(repeating: " ", count: before) + text + String(repeating: " ", count: after)
  }

  // MARK: - A list

  private var list: [String] {
    var table = TextTable(["HANDOFF", "CONTRACTS"] + FailureMode.allCases.map { $0.title.uppercased() })
    for seam in map.seams {
      let states = seam.quarters.map(\.state.rawValue)
      table.add([TextWidth.cut(seam.name, to: 48), seam.standing.rawValue] + states)
    }
    let loops = map.loops.map { loop in
      let names = loop.prefix(6).map { TerminalText.quoted(map.agents[$0].name) }.joined(separator: ", ")
      return "A loop that a payload can take: \(names)\(loop.count > 6 ? " and \(loop.count - 6) more" : "")."
    }
    return table.lines(style: style) + loops
  }

  private var legend: [String] {
    guard fits else { return [] }
    var lines = [
      "[format truncation ambiguity missing-failure-path]: ✓ caught, × escaped, ○ only valid tried, - not tried",
      "[ ] compatible, # # incompatible, ? ? undecided, //// observed and not declared, * a human",
    ]
    for loop in map.loops {
      let rows = loop.map { "\($0 + 1)" }.joined(separator: ", ")
      lines.append("a loop that a payload can take: \(rows)")
    }
    return lines.flatMap { TextColumns.wrapped($0) }.map { style.colored($0, .dim) }
  }
}

extension SeamMap {
  /// The map as text.
  ///
  /// - Complexity: O(*agents*² + *seams*) where it is a table, which few agents make.
  public func text(style: TextStyle = TextStyle()) -> String { SeamText(map: self, style: style).text }
}
