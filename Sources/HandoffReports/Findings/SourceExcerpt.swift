import HandoffContracts
import HandoffSchema

/// The line that a finding points at, with a caret under its column.
struct SourceExcerpt {
  /// The most columns of a terminal that are shown of a line.
  static let width = 96
  /// How many of them are kept in front of the caret where a line is cut.
  private static let kept = 32
  private static let tab = 4

  private let number: Int
  private let text: String
  /// How many columns stand in front of the caret; `nil` where the location has no column.
  private let indent: Int?

  /// Finds the line of a location; `nil` where the file is not to be shown, has no such line, or an empty one.
  ///
  /// - Complexity: O(*n*) in the length of the line, and in the file where it is the first of it.
  init?(_ location: SourceLocation, in sources: SourceTexts) {
    guard let lines = sources.lines(of: location.file),
      // A code point may take no room at all, so there are more of them than columns, but not without end.
      let part = lines.part(ofLine: location.line, around: location.column ?? 1, reach: Self.width * 4),
      part.text.utf8.contains(where: { $0 > 0x20 })
    else { return nil }
    let cells = Self.cells(part.text)
    let lead = min(part.lead, cells.count)
    let before = cells[..<lead].reduce(0) { $0 + $1.width }
    let total = cells[lead...].reduce(before) { $0 + $1.width }
    var first = 0
    if part.isCutBefore || total > Self.width || part.isCutBehind {
      first = before > Self.kept ? Self.index(before - Self.kept, in: cells) : 0
      // A line whose end is near is shown up to it.
      if !part.isCutBehind, total > Self.width {
        first = min(first, Self.index(total - Self.width + 1, in: cells))
      }
    }
    let isCutBefore = part.isCutBefore || first > 0
    var shown = isCutBefore ? "…" : ""
    var room = Self.width - (isCutBefore ? 1 : 0)
    var last = first
    while last < cells.count, cells[last].width <= room - (last + 1 < cells.count || part.isCutBehind ? 1 : 0)
    {
      shown += cells[last].text
      room -= cells[last].width
      last += 1
    }
    if last < cells.count || part.isCutBehind { shown += "…" }
    while shown.utf8.last == 0x20 { shown.removeLast() }
    number = location.line
    text = shown
    indent = location.column.map { _ in
      (isCutBefore ? 1 : 0) + cells[first..<max(first, lead)].reduce(0) { $0 + $1.width }
    }
  }

  /// The lines, under the one that says what was found.
  func lines(_ style: TextStyle) -> [String] {
    let number = String(number)
    let blank = String(repeating: " ", count: number.count)
    let line = "    " + style.colored("\(number) |", .dim) + " " + text
    guard let indent else { return [line] }
    let room = String(repeating: " ", count: indent)
    return [line, "    \(blank) " + style.colored("|", .dim) + " \(room)" + style.colored("^", .bold)]
  }

  /// What is shown of a code point, and how many columns that takes.
  private struct Cell {
    var text: String
    var width: Int
  }

  private static func cells(_ text: String) -> [Cell] {
    var cells: [Cell] = []
    var column = 0
    for scalar in text.unicodeScalars {
      let width: Int
      var shown = String(scalar)
      if scalar == "\t" {
        width = tab - column % tab
        shown = String(repeating: " ", count: width)
      } else if TerminalText.line(shown) != shown {
        shown = TerminalText.line(shown)
        width = shown.utf8.count
      } else {
        width = TerminalWidth.of(scalar)
      }
      column += width
      cells.append(Cell(text: shown, width: width))
    }
    return cells
  }

  /// The first cell behind so many columns.
  private static func index(_ columns: Int, in cells: [Cell]) -> Int {
    var left = columns
    return cells.firstIndex { cell in
      defer { left -= cell.width }
      return left <= 0
    } ?? cells.count
  }
}
