import HandoffContracts
import HandoffFuzzing
import HandoffSchema

/// Runs the campaigns behind one expectation and says what a test framework is to record.
struct HandoffCheck {
  var system: AgentSystem
  var from: String
  var to: String
  var trigger: Handoff.Trigger?
  var options: CampaignOptions
  var replay: String?

  /// What was found.
  struct Outcome: Sendable, Hashable {
    /// Each fails the test.
    var failures: [String] = []
    /// Each is shown and fails nothing.
    var warnings: [String] = []
  }

  /// Runs every handoff that is meant.
  func run(_ consumer: some HandoffConsumer) async -> Outcome {
    var outcome = Outcome()
    outcome.failures = system.problems.map(\.failureText)
    guard outcome.failures.isEmpty else { return outcome }
    do {
      for name in try names() {
        let campaign = try HandoffCampaign(system, handoff: name, options: options)
        if let replay {
          guard try HandoffCampaign.handoff(ofReplay: replay).utf8.elementsEqual(name.utf8) else { continue }
          outcome.add(try await campaign.replay(replay, consumer), isReplay: true)
        } else {
          outcome.add(await campaign.run(consumer), isReplay: false)
        }
      }
    } catch {
      outcome.failures.append("The handoff \(from)->\(to) cannot be checked: \(error)")
    }
    return outcome
  }

  /// The names of the handoffs that are meant.
  ///
  /// These are the ones with the trigger, or without a trigger those that answer the output, or else all between
  /// the two agents. A replay token names its handoff itself.
  private func names() throws -> [String] {
    let named = zip(system.handoffs, system.handoffNames).filter { handoff, _ in
      handoff.from.utf8.elementsEqual(from.utf8) && handoff.to.utf8.elementsEqual(to.utf8)
    }
    let meant: [(Handoff, String)]
    if replay != nil {
      meant = named
    } else if let trigger {
      meant = named.filter { $0.0.trigger == trigger }
    } else {
      let outputs = named.filter { $0.0.trigger == .output }
      meant = outputs.isEmpty ? named : outputs
    }
    guard !meant.isEmpty else {
      throw CampaignError(.noHandoff(from: from, to: to, known: system.handoffNames))
    }
    if let replay {
      let name = try HandoffCampaign.handoff(ofReplay: replay)
      guard meant.contains(where: { $0.1.utf8.elementsEqual(name.utf8) }) else {
        throw ReplayError(.otherHandoff(name, expected: "\(from)->\(to)"))
      }
    }
    return meant.map(\.1)
  }
}

extension HandoffCheck.Outcome {
  fileprivate mutating func add(_ report: CampaignReport, isReplay: Bool) {
    for failure in report.failures {
      failures.append("\(failure.text)\n  Pass the token as `replay:` to run this case alone.")
    }
    if case .undecided = report.verdict { failures.append(report.summary) }
    if !isReplay { warnings += report.shortfalls.map { "\(report.handoff): \($0)" } }
  }
}
