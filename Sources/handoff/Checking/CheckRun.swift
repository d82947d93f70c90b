import HandoffContracts
import HandoffFuzzing
import HandoffReports
import HandoffRouting
import HandoffSchema

/// Checks the handoffs of one system, one after the other.
struct CheckRun {
  let system: AgentSystem
  let choice: ConsumerChoice
  let options: CampaignOptions
  let timeout: Duration
  let surroundings: Surroundings

  /// A result with what has to be said on standard error.
  struct Outcome {
    var result: CheckReport.HandoffResult
    /// Why the run is not complete, in one line.
    var problem: String?
  }

  /// Checks the handoff at a place in the declaration; a replay token makes it one case.
  func check(_ place: Int, replay: String?, _ progress: Progress) async throws(CommandError) -> Outcome {
    let name = choice.names[place]
    let campaign: HandoffCampaign
    do throws(CampaignError) {
      campaign = try HandoffCampaign(system, handoff: name, options: options)
    } catch {
      // A handoff that promises nothing cannot be checked, and that is for the reader to know.
      let report = empty(name, .undecided("\(error)"))
      let result = CheckReport.HandoffResult(notRun: "nothing says which payloads travel", campaign: report)
      return Outcome(result: result, problem: nil)
    }
    guard let call = choice.calls[place] else { return unrun(campaign, system.handoffs[place].to) }
    let tag =
      system.agent(named: system.handoffs[place].to)?.produces
      .flatMap { system.contract(named: $0) }?.failureTag ?? nil
    let consumer = ProcessConsumer(
      call, in: surroundings, timeout: timeout, failureTag: tag ?? Contract.defaultFailureTag)
    let report = try await run(campaign, consumer, replay: replay, progress)
    let problem = consumer.surrender.map {
      "consumer of \(TerminalText.quoted(name)): \(TerminalText.line($0))"
    }
    consumer.finish()
    return Outcome(result: .init(consumer: call.description, campaign: report), problem: problem)
  }

  private func run(
    _ campaign: HandoffCampaign, _ consumer: ProcessConsumer, replay: String?, _ progress: Progress
  ) async throws(CommandError) -> CampaignReport {
    if let replay {
      do throws(ReplayError) {
        return try await campaign.replay(replay, consumer)
      } catch {
        throw CommandError(lines: ["handoff check: --replay: \(TerminalText.line("\(error)"))"])
      }
    }
    let count = campaign.caseCount(readsText: consumer.readsText)
    let name = TerminalText.line(campaign.handoff)
    let report = await campaign.run(consumer) { cases in progress.show("\(name): \(cases) of \(count) cases")
    }
    progress.clear()
    return report
  }

  /// What the contracts alone say of a handoff whose consumer nobody can run.
  private func unrun(_ campaign: HandoffCampaign, _ receiver: String) -> Outcome {
    let verdict: CampaignReport.Verdict
    let inclusion = campaign.inclusion()
    switch inclusion?.outcome {
    case .included: verdict = .compatible
    case .notIncluded: verdict = .incompatible
    case .undecided(let reason, let agreeing):
      verdict = .undecided(
        "\(reason); \(agreeing) of \(inclusion?.tried ?? agreeing) generated payloads agree")
    case nil: verdict = .undecided("\"\(receiver)\" does not say what it accepts")
    }
    let remedy = "\"\(receiver)\" has no \"command\" in the manifest, and no --consumer names one"
    return Outcome(
      result: .init(notRun: remedy, campaign: empty(campaign.handoff, verdict)), problem: nil)
  }

  private func empty(_ name: String, _ verdict: CampaignReport.Verdict) -> CampaignReport {
    CampaignReport(
      handoff: name, verdict: verdict, seed: options.seed, cases: 0,
      coverage: CampaignCoverage(reached: 0, of: 0, missed: []), failures: [], isComplete: true,
      shortfalls: [])
  }

  /// The findings of the audit that are about contracts rather than routes.
  static func contractFindings(in system: AgentSystem, about handoffs: Set<String>?) -> AuditReport {
    var report = RoutingAudit().audit(system)
    report.findings = report.findings.filter { finding in
      let isAboutContracts = prefixes.contains { finding.rule.hasPrefix($0) }
      return isAboutContracts && (handoffs.map { !$0.isDisjoint(with: finding.handoffs) } ?? true)
    }
    return report
  }

  private static let prefixes = ["contract-", "handoff-", "failure-ambiguous", "guard-", "routing-"]
}
