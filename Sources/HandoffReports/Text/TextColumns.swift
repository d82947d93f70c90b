/// Lays out text for a terminal of 80 columns.
package enum TextColumns {
  package static let width = 80

  /// The words of a text on lines of at most the given width; a longer word keeps a line of its own.
  package static func wrapped(_ text: String, width: Int = width) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if line.isEmpty {
        line = String(word)
      } else if line.count + 1 + word.count <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// Terms with their explanations beside them, or below where a term is long.
  package static func definitions(_ items: [(term: String, text: String)]) -> [String] {
    let longest = 26
    let column = min(items.map(\.term.count).max() ?? 0, longest) + 4
    return items.flatMap { item -> [String] in
      let lines = wrapped(item.text, width: width - column)
      let indent = String(repeating: " ", count: column)
      let term = "  " + item.term
      guard term.count + 2 <= column, let first = lines.first else {
        return [term] + lines.map { indent + $0 }
      }
      return [term + String(repeating: " ", count: column - term.count) + first]
        + lines.dropFirst().map { indent + $0 }
    }
  }
}
