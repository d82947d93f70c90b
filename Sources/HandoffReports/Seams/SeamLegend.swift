/// What the signs of a seam map mean.
struct SeamLegend {
  /// A sign with its words, and the room that both take.
  private struct Entry {
    var sign: String
    var words: String
    var width: Double
  }

  private var rows: [(name: String, entries: [Entry])] = []
  private static let rowHeight = 34.0

  init(_ drawing: SeamDrawing) {
    let map = drawing.map
    let quarters = map.seams.flatMap(\.quarters).map(\.state)
    func use(_ id: String) -> String { "<use href=\"#\(id)\" transform=\"translate(10 -4)\"/>" }
    func border(_ standing: SeamMap.Standing) -> String {
      "<rect class=\"s-ring s-\(standing.rawValue)\" x=\"0\" y=\"-14\" width=\"20\" height=\"18\" rx=\"4\"/>"
    }
    if !quarters.isEmpty {
      rows.append(
        (
          "in a cell",
          [
            Entry(
              sign: "", words: "↖ format   ↗ truncation   ↙ ambiguity   ↘ missing failure path", width: 0)
          ]
        ))
      let states: [(SeamMap.Quarter.State, String)] = [
        (.caught, "caught"), (.escaped, "escaped"), (.onlyValid, "only valid tried"),
        (.untried, "not tried"), (.notApplicable, "empty: not applicable"),
      ]
      rows.append(
        (
          "each",
          states.filter { quarters.contains($0.0) }.map { state, words in
            let sign = SeamDrawing.sign(of: state)
            return Entry(sign: sign.map(use) ?? "", words: words, width: sign == nil ? 0 : 28)
          }
        ))
    }
    let standings = SeamMap.Standing.allCases.filter { standing in
      map.seams.contains { $0.standing == standing }
    }
    rows.append(
      (
        "border",
        standings.map {
          Entry(sign: border($0), words: $0 == .observed ? "observed, undeclared" : $0.rawValue, width: 28)
        }
      ))
    var marks: [Entry] = []
    if !map.loops.isEmpty {
      marks.append(
        Entry(
          sign: "<path class=\"s-loop\" d=\"M 0 2 V -12 H 10 M 18 -12 H 28 V 2\"/>",
          words: "a loop that a payload can take", width: 38))
    }
    if map.seams.contains(where: \.isReturn) {
      marks.append(Entry(sign: use("seam-return"), words: "control comes back", width: 28))
    }
    if drawing.squares.contains(where: { $0.seams.count > 1 }) {
      marks.append(
        Entry(
          sign: "<circle class=\"s-pill\" cx=\"10\" cy=\"-4\" r=\"8\"/>"
            + "<text class=\"s-sign s-count\" x=\"10\" y=\"-0.5\">2</text>",
          words: "so many handoffs, the worst of each quarter", width: 28))
    }
    if !marks.isEmpty { rows.append(("marks", marks)) }
    rows.removeAll { $0.entries.isEmpty }
  }

  var height: Double { Double(rows.count) * Self.rowHeight }

  /// The width of the widest row.
  var width: Double {
    rows.map { row in
      80 + row.entries.reduce(0) { $0 + $1.width + TextWidth.of($1.words, size: 13) + 16 }
    }.max() ?? 0
  }

  /// The rows, from the origin downwards.
  var lines: [String] {
    rows.enumerated().flatMap { position, row -> [String] in
      let y = Double(position) * Self.rowHeight + 16
      var lines = [SeamDrawing.words(row.name, "s-soft", 0, y)]
      var x = 80.0
      for entry in row.entries {
        if !entry.sign.isEmpty {
          lines.append(
            "<g transform=\"translate(\(SVGText.number(x)) \(SVGText.number(y)))\">\(entry.sign)</g>")
        }
        let words = entry.words.replacing("   ", with: "\u{2003}")
        let isAside = entry.sign.isEmpty && position > 0
        lines.append(SeamDrawing.words(words, isAside ? "s-soft" : "s-text", x + entry.width, y))
        x += entry.width + TextWidth.of(entry.words, size: 13) + 16
      }
      return lines
    }
  }
}
