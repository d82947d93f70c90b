import HandoffContracts
import HandoffSchema

/// Markdown for job summaries and comments on pull requests.
package enum MarkdownFormat: ProblemFormat {
  /// The name on the command line.
  package static let name = "markdown"
  /// What reads it.
  package static let summary = "Markdown for job summaries and comments, at most 60,000 characters"

  /// The most characters of a report: GitHub takes 65,536 in one comment.
  package static let limit = 60_000

  /// Writes a report.
  package static func text(of report: Report, version: String) -> String {
    var text = "### \(MarkdownTable.escaped("handoff \(report.command): \(report.system)"))\n\n"
    text += MarkdownTable.escaped(report.summary) + "\n"
    if !report.complete {
      text += "\n**Not complete**: some of it could not be looked at.\n"
    }
    let open = report.units.compactMap(openLine)
    // Room for the sentences about what is left out.
    var left = limit - text.count - 400
    // Each is written only where there is room for it: of thousands most are left out.
    func add<Part>(_ parts: [Part], _ noun: String, _ write: (Part) -> String) {
      for (place, part) in parts.enumerated() {
        let piece = write(part)
        left -= piece.count
        guard left >= 0 else {
          text += "\n\(Counted.text(parts.count - place, "more \(noun)")) left out here.\n"
          return
        }
        text += piece
      }
    }
    add(report.items, "problem", item)
    add(open, "open question", \.self)
    return text
  }

  private static func openLine(_ unit: Report.Unit) -> String? {
    switch unit.state {
    case .done: nil
    case .skipped(let reason):
      "\n- *not run* \(MarkdownTable.escaped("\(unit.name): \(TerminalText.excerpt(reason))"))\n"
    case .undecided(let reason):
      "\n- *undecided* \(MarkdownTable.escaped("\(unit.name): \(TerminalText.excerpt(reason))"))\n"
    }
  }

  private static func item(_ item: Report.Item) -> String {
    let place = item.location.map { " (\(MarkdownTable.escaped(FindingText.place($0))))" } ?? ""
    var lines = [
      "",
      "- **\(item.severity.rawValue)** `\(item.rule)`\(place): "
        + MarkdownTable.escaped(TerminalText.excerpt(item.message)),
    ]
    for detail in item.details {
      lines.append("  - \(detail.label): \(MarkdownTable.escaped(TerminalText.excerpt(detail.text)))")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
