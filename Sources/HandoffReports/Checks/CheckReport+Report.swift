public import HandoffChecking
public import HandoffContracts
public import HandoffFuzzing
import HandoffRouting
import HandoffSchema

extension Report {
  /// What a check found; a unit for each handoff, and one for what the contracts say.
  ///
  /// - Parameters:
  ///   - check: The result of the check.
  ///   - system: The system that was checked.
  ///   - file: The manifest's file.
  ///   - threshold: From which severity on a finding fails the command; a failure of a consumer always does.
  ///   - replay: The command that runs a failure's case again.
  /// - Complexity: O(*n*) in the size of the failures and the system.
  public init(
    _ check: CheckReport, of system: AgentSystem, file: String, threshold: Severity,
    replay: (CampaignFailure) -> String
  ) {
    let declared = HandoffLocations(system)
    let contracts = "contracts"
    var units = [Unit(name: contracts)]
    var items = check.findings.map { Item($0, unit: contracts, declared) }
    for handoff in check.handoffs {
      let name = handoff.campaign.handoff
      var unit = Unit(name: name)
      if let notRun = handoff.notRun {
        unit.state = .skipped(notRun)
      } else if case .undecided(let reason) = handoff.campaign.verdict {
        unit.state = .undecided(reason)
      }
      units.append(unit)
      // A return is declared where its handoff is.
      let location = declared[name] ?? declared[name.replacing("<-", with: "->")]
      items += handoff.campaign.failures.map { failure in
        Item(failure, on: name, at: location, replay: replay(failure))
      }
    }
    let rules = FailureClass.all.map {
      RuleText(id: $0.name, severity: .error, summary: $0.summary, help: "The consumer has to be mended.")
    }
    self.init(
      command: "check", system: check.system, file: file, units: units,
      rules: rules + RuleRegistry.infos.map(RuleText.init), items: items, threshold: threshold,
      summary: check.summary(TextStyle()), complete: check.complete)
  }
}

extension Report.Item {
  fileprivate init(
    _ failure: CampaignFailure, on handoff: String, at location: SourceLocation?, replay: String
  ) {
    self.init(
      rule: failure.failureClass.name, severity: .error, message: "\(handoff): \(failure.explanation)",
      location: location, subjects: [handoff], unit: handoff)
    switch failure.content {
    case .payload(let payload):
      details.append(Report.Detail(label: "payload", text: FindingText.payload(payload)))
    case .text(let text):
      details.append(
        Report.Detail(label: "text", text: TerminalText.line(text, limit: FindingText.payloadLimit)))
    }
    if let mutation = failure.mutation {
      details.append(Report.Detail(label: "broken by", text: "\(mutation)"))
    }
    details.append(Report.Detail(label: "replay", text: replay))
  }
}
