import HandoffFuzzing
import HandoffSchema

/// Runs a campaign after what an earlier run left: a process that ended while a consumer had a payload.
///
/// The first time nobody knows whether the consumer ended it or another test that ran at the same time. So the payload
/// is shown and tried first, by itself; if the process ends once more, the consumer is said to end it, and is not run
/// again until the tests are built anew.
struct InterruptedRun {
  var site: CheckSite
  var handoff: String

  /// Runs a campaign.
  ///
  /// - Parameters:
  ///   - retry: Hands over one case, noted as one that is tried again.
  ///   - campaign: Runs the campaign: first the given cases, with a note of each.
  /// - Returns: What was found.
  /// - Throws: What the campaign throws.
  func run(
    retrying retry: (_ given: GivenCase, _ note: CaseNote?) async -> Void,
    _ campaign: (_ given: [GivenCase], _ note: CaseNote?) async throws -> CheckOutcome
  ) async throws -> CheckOutcome {
    guard let left = CaseNote.left(site, handoff) else {
      return try await campaign([], CaseNote(site, handoff, isSecond: false))
    }
    if left.isSecond, left.build == CaseNote.build { return blame(left) }
    let warning =
      "\(handoff): an earlier run ended while the consumer had this payload; it is tried first\n\(lines(left))"
    site.say("warning", warning)
    let given = GivenCase(left.content)
    let note = CaseNote(site, handoff, isSecond: true)
    await RetryGate.shared.enter()
    await retry(given, note)
    await RetryGate.shared.leave()
    note?.mark(isSecond: false)
    var outcome = try await campaign([given], note)
    outcome.warnings.insert(warning, at: 0)
    return outcome
  }

  private func blame(_ left: CaseNote.Left) -> CheckOutcome {
    // The `try!` of the remedy is a word for the reader, who may have one; nothing here is tried without an answer.
    let text = """
      crash on \(handoff): The consumer ends the process of the tests.
      \(lines(left))
        why: Two runs ended while the consumer had this payload, the second time as the first case of all. Nothing more is \
      run on this handoff until the tests are built anew.
        remedy: Let the consumer refuse what it cannot work on, by throwing; an index, `!` or `try!` on what was sent traps.
        replay: \(token(left))
        Pass replay: "\(token(left))" to run this case alone, such as in a debugger.
      """
    return CheckOutcome(failures: [
      CheckOutcome.Failure(text: text, attachment: CheckOutcome.Attached(left.content, of: handoff))
    ])
  }

  private func lines(_ left: CaseNote.Left) -> String {
    switch left.content {
    case .payload(let payload): "  payload: \(payload.text())\n  token: \(token(left))"
    case .text(let text): "  text: \(text)\n  token: \(token(left))"
    }
  }

  private func token(_ left: CaseNote.Left) -> String {
    HandoffCampaign.token(for: left.content, on: handoff)
  }
}
