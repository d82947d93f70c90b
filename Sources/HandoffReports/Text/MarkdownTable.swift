import HandoffSchema

/// A table as GitHub and GitLab render it.
struct MarkdownTable {
  private var lines: [String]

  init(_ head: [String]) {
    lines = [Self.line(head), Self.line(head.map { _ in "---" })]
  }

  /// Adds a row; what would mean something in Markdown is escaped.
  mutating func add(_ cells: [String]) {
    lines.append(Self.line(cells.map(Self.escaped)))
  }

  var text: String { lines.joined(separator: "\n") }

  private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  /// The text as it is to be read, on one line.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in TerminalText.line(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "$", "@":
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
