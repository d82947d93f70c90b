import HandoffSchema

/// Rows of cells in columns, each as wide as its widest cell.
struct TextTable {
  private let head: [String]
  private var rows: [[String]] = []

  init(_ head: [String]) {
    self.head = head
  }

  /// Adds a row; cells are made safe to print.
  mutating func add(_ cells: [String]) {
    rows.append(cells.map { TerminalText.line($0) })
  }

  /// The lines, the head first; the last column is not filled up.
  func lines(style: TextStyle) -> [String] {
    let widths = head.indices.map { column in
      ([head] + rows).map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      var line = ""
      for (column, cell) in cells.enumerated() where !cell.isEmpty {
        // Filled up only where something follows, so that no line ends with spaces.
        let start = widths.prefix(column).reduce(0) { $0 + $1 + 2 }
        line += String(repeating: " ", count: start - line.count) + cell
      }
      return line
    }
    return [style.colored(line(head), .bold)] + rows.map(line)
  }
}
