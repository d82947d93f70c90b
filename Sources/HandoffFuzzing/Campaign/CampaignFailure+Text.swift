import HandoffSchema

extension CampaignFailure {
  /// The failure for a person: class and handoff, explanation, mutation, payload, and how to run it again.
  public var text: String {
    var lines = ["\(failureClass.name) on \(handoff): \(failureClass.summary)", "  \(explanation)"]
    if let mutation { lines.append("  mutation: \(mutation)") }
    switch content {
    case .payload(let payload):
      let compact = payload.text()
      let isShort = compact.utf8.count <= Self.shownBytes
      lines.append("  payload: \(isShort ? compact : Self.indented(payload.text(.pretty)))")
    case .text(let text): lines.append("  text: \(Self.indented(text))")
    }
    lines.append("  replay: \(replay)")
    return lines.joined(separator: "\n")
  }

  /// A payload of up to so many bytes is shown on one line.
  private static let shownBytes = 160
  /// The longest text that is shown whole, in lines.
  private static let shownLines = 40

  private static func indented(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var shown = lines.prefix(shownLines).map { Excerpt.of(text: String($0), limit: 200) }
    if lines.count > shownLines { shown.append("… (\(lines.count - shownLines) more lines)") }
    return shown.joined(separator: "\n    ")
  }
}

extension CampaignReport {
  /// The report in one line: verdict, cases and what was exercised.
  public var summary: String {
    let reason = if case .undecided(let why) = verdict { " (\(why))" } else { "" }
    return "\(handoff): \(verdict.name)\(reason), \(cases) cases with seed \(seed), "
      + "\(coverage.reached) of \(coverage.of) obligations tried"
  }
}
