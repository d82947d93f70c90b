import HandoffChecking
import HandoffFuzzing
import HandoffSchema

/// How much of the obligations of each handoff must be tried, from `--min-coverage`.
struct CoverageDemands {
  private var named: [(name: String, percent: Int)] = []
  private var ofAll: Int?

  /// Reads `A->B=PERCENT` and `PERCENT`.
  ///
  /// - Throws: ``CommandError`` for a handoff that the system does not have, or a number out of 0...100.
  init(_ texts: [String], _ names: [String]) throws(CommandError) {
    for text in texts {
      guard let equals = text.lastIndex(of: "=") else {
        ofAll = try Self.percent(text, in: text)
        continue
      }
      let name = String(text[..<equals])
      guard let known = names.first(where: { $0.utf8.elementsEqual(name.utf8) }) else {
        throw Self.error(text, HandoffName.unknown(name, names))
      }
      named.append((known, try Self.percent(String(text[text.index(after: equals)...]), in: text)))
    }
  }

  private static func percent(_ text: String, in whole: String) throws(CommandError) -> Int {
    guard let percent = Int(text), (0...100).contains(percent) else {
      throw error(whole, "write 'A->B=PERCENT' or PERCENT, with a whole number 0...100")
    }
    return percent
  }

  private static func error(_ text: String, _ why: String) -> CommandError {
    CommandError(lines: ["handoff check: --min-coverage \(TerminalText.quoted(text)): \(why)"])
  }

  /// One line for each handoff of which too little was tried; one that was named and not run is one of them.
  func shortfalls(in report: CheckReport) -> [String] {
    report.handoffs.compactMap { handoff in
      let name = handoff.campaign.handoff
      let asked = named.last { $0.name.utf8.elementsEqual(name.utf8) }?.percent
      guard let least = asked ?? (handoff.notRun == nil ? ofAll : nil) else { return nil }
      let coverage = handoff.campaign.coverage
      let line = TerminalText.line(name)
      if handoff.notRun != nil {
        return "\(line): --min-coverage asks for \(least) %, and no consumer was run"
      }
      guard coverage.percent < least else { return nil }
      let missed =
        coverage.missed.first.map { "; the first one missed is \(TerminalText.line("\($0)"))" } ?? ""
      return "\(line): \(coverage.percent) % of the obligations were tried, less than \(least) %\(missed)"
    }
  }
}
