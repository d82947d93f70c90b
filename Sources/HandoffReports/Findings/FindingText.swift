import HandoffContracts
import HandoffSchema

/// One finding as text: a line as compilers write it, and details below.
struct FindingText {
  /// The most that is shown of a payload, in code points.
  static let payloadLimit = 2_000

  let style: TextStyle
  /// The files that findings point at; without them no lines are shown.
  var sources: SourceTexts?

  func lines(_ finding: Finding) -> [String] {
    let place = finding.location.map { Self.place($0) + ": " } ?? ""
    let message = TerminalText.line(finding.message)
    var lines = [
      style.colored(place, .bold) + style.severity(finding.severity) + ": " + message + " "
        + style.colored("[\(finding.rule)] \(finding.basis.rawValue)", .dim)
    ]
    if let sources, let location = finding.location, let excerpt = SourceExcerpt(location, in: sources) {
      lines += excerpt.lines(style)
    }
    if let witness = finding.witness {
      if let payload = witness.payload { lines.append(style.detail("payload", Self.payload(payload))) }
      if !witness.stem.isEmpty { lines.append(style.detail("reached by", Self.path(witness.stem))) }
      if !witness.path.isEmpty { lines.append(style.detail("path", Self.path(witness.path))) }
    }
    for unknown in finding.unknowns { lines.append(style.detail("not known", TerminalText.line(unknown))) }
    lines.append(style.detail("remedy", TerminalText.line(finding.remedy)))
    return lines
  }

  static func place(_ location: SourceLocation) -> String {
    let column = location.column.map { ":\($0)" } ?? ""
    return "\(TerminalText.line(location.file)):\(location.line)\(column)"
  }

  static func payload(_ payload: JSONValue) -> String {
    TerminalText.line(payload.text(.compact), limit: payloadLimit)
  }

  /// The most handoffs of a path that text shows; JSON has all of them.
  private static let pathLimit = 40

  static func path(_ handoffs: [String]) -> String {
    let shown = handoffs.prefix(pathLimit).map { TerminalText.line($0) }.joined(separator: ", ")
    let more = handoffs.count - pathLimit
    return more > 0 ? "\(shown) and \(more) more" : shown
  }
}
