public import HandoffChecking
import HandoffContracts
public import HandoffFuzzing
import HandoffSchema

extension CheckReport {
  /// The report as text: findings, then each handoff with its failures, then one line that sums up.
  ///
  /// - Parameters:
  ///   - style: How it looks.
  ///   - sources: The files that findings point at, for the line of each; without them no lines are shown.
  ///   - replay: The command that runs a failure's case again.
  /// - Returns: The text, ending with a line end.
  public func text(
    style: TextStyle = TextStyle(), sources: SourceTexts? = nil,
    replay: (CampaignFailure) -> String = { "handoff check --replay \($0.replay)" }
  ) -> String {
    let finding = FindingText(style: style, sources: sources)
    var lines = findings.flatMap { finding.lines($0) + [""] }
    for handoff in handoffs { lines += handoff.lines(style, replay) + [""] }
    lines.append(summary(style))
    return lines.joined(separator: "\n") + "\n"
  }

  func summary(_ style: TextStyle) -> String {
    let run = handoffs.filter { $0.notRun == nil }
    var parts = [
      "\(run.count) of \(Counted.text(handoffs.count, "handoff")) run",
      Counted.text(run.reduce(0) { $0 + $1.campaign.cases }, "case"), "seed \(seed)",
    ]
    let count = failures.count
    parts.append(
      count == 0 ? style.colored("no failures", .green) : style.colored(Counted.text(count, "failure"), .red))
    for severity in Severity.allCases.reversed() {
      let count = findings.count { $0.severity == severity }
      if count > 0 { parts.append(Counted.text(count, severity.rawValue)) }
    }
    if !complete { parts.append(style.colored("not complete", .yellow)) }
    return "\(TerminalText.line(system)): \(parts.joined(separator: ", "))"
  }
}

extension CheckReport.HandoffResult {
  /// The most missed goals that text lists; JSON has all.
  private static let shownGoals = 5

  fileprivate func lines(_ style: TextStyle, _ replay: (CampaignFailure) -> String) -> [String] {
    let name = TerminalText.line(campaign.handoff)
    if let notRun {
      return [
        "\(style.colored(name, .bold)): \(style.colored("not run", .yellow)); \(TerminalText.line(notRun))",
        style.detail("contracts", "\(colored(campaign.verdict, style))\(reason)"),
      ]
    }
    var lines = ["\(style.colored(name, .bold)): \(colored(campaign.verdict, style))\(reason)"]
    if let consumer { lines.append(style.detail("consumer", TerminalText.line(consumer))) }
    let coverage = campaign.coverage
    let escaped = coverage.escaped.isEmpty ? "" : ", \(coverage.escaped.count) accepted though broken"
    let obligations = coverage.of == 0 ? "" : "; \(coverage.reached) of \(coverage.of) obligations\(escaped)"
    lines.append(style.detail("cases", "\(Counted.number(campaign.cases))\(obligations)"))
    // Of a run that ended early nobody wants to read all that it did not come to.
    let missed = coverage.missed.filter { campaign.isComplete || !$0.isUntried }
    lines += missed.prefix(Self.shownGoals).map {
      style.detail("missed", TerminalText.line("\($0)"))
    }
    if missed.count > Self.shownGoals {
      lines.append(style.detail("missed", "\(missed.count - Self.shownGoals) more, listed by --format json"))
    }
    lines += campaign.unneededTolerances.map {
      style.detail("tolerated", "\($0) is tolerated, but nothing needed it; leave it out")
    }
    lines += campaign.shortfalls.map { style.detail("fell short", TerminalText.excerpt($0)) }
    for failure in campaign.failures { lines += [""] + Self.lines(failure, style, replay(failure)) }
    return lines
  }

  private var reason: String {
    if case .undecided(let reason) = campaign.verdict { ": \(TerminalText.line(reason))" } else { "" }
  }

  private func colored(_ verdict: CampaignReport.Verdict, _ style: TextStyle) -> String {
    switch verdict {
    case .compatible: style.colored(verdict.name, .green)
    case .incompatible: style.colored(verdict.name, .red)
    case .undecided: style.colored(verdict.name, .yellow)
    }
  }

  private static func lines(_ failure: CampaignFailure, _ style: TextStyle, _ replay: String) -> [String] {
    var lines = [
      "  \(style.colored(failure.heading, .bold, .red)): \(failure.failureClass.summary)"
    ]
    for detail in failure.details {
      // A payload that is laid out over lines is for a test's log; here one line can be copied whole.
      let isPayload = detail.label == "payload"
      guard case .payload(let payload) = failure.content, isPayload else {
        let label = style.detail(detail.label, TerminalText.excerpt(detail.lines[0]))
        lines += [label] + detail.lines.dropFirst().map { style.continuation(TerminalText.excerpt($0)) }
        continue
      }
      lines.append(style.detail(detail.label, FindingText.payload(payload)))
    }
    lines.append(style.detail("replay", TerminalText.line(replay)))
    return lines
  }
}
