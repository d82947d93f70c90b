import HandoffFuzzing
import HandoffSchema

/// What a report of a campaign means to a test framework.
struct CampaignOutcome {
  private let report: CampaignReport
  private let isReplay: Bool
  private let site: CheckSite

  /// The most goals that are named of those that were not tried.
  private static let shownGoals = 5

  init(_ report: CampaignReport, isReplay: Bool, site: CheckSite) {
    self.report = report
    self.isReplay = isReplay
    self.site = site
  }

  /// One failure for each cause; what falls short and what fails only sometimes is a warning.
  var outcome: CheckOutcome {
    var outcome = CheckOutcome()
    for failure in report.failures {
      let text = "\(failure.text)\n  Pass replay: \"\(failure.replay)\" to run this case alone."
      if case .flaky = failure.confirmation, !isReplay {
        outcome.warnings.append(text)
      } else {
        outcome.failures.append(
          CheckOutcome.Failure(
            text: text, attachment: CheckOutcome.Attached(failure.content, of: failure.handoff)))
      }
    }
    if case .undecided = report.verdict { outcome.fail(undecided) }
    guard !isReplay else { return outcome }
    outcome.warnings += report.shortfalls.map { "\(report.handoff): \($0)" }
    if let missed { outcome.warnings.append(missed) }
    outcome.warnings += report.unneededTolerances.map {
      "\(report.handoff): tolerating \($0.name) is not needed: the consumer accepts none of them"
    }
    return outcome
  }

  private var undecided: String {
    guard Task.isCancelled else { return report.summary }
    return "\(report.handoff): the test was ended from outside, by its time limit or by cancelling it, after "
      + "\(report.cases) cases; that says nothing about the consumer. Give the test more time, or fewer cases by cases:."
  }

  private var missed: String? {
    let coverage = report.coverage
    guard coverage.reached < coverage.of, report.isComplete else { return nil }
    let shown = coverage.missed.prefix(Self.shownGoals).map { "\($0)" }.joined(separator: "; ")
    let more = coverage.missed.count - Self.shownGoals
    return
      "\(report.handoff): \(coverage.reached) of \(coverage.of) obligations were tried in \(report.cases) cases; "
      + "not tried: \(shown)\(more > 0 ? "; and \(more) more" : "")"
  }
}
