import HandoffContracts
import HandoffFuzzing
import HandoffSchema

/// Runs the campaigns behind one expectation and says what a test framework is to record.
struct HandoffCheck {
  /// Which handoffs are meant.
  enum Target {
    /// Those between two agents; those on output where no trigger is named.
    case between(from: String, to: String, on: Handoff.Trigger?)
    /// One of the system.
    case handoff(Handoff)
  }

  var system: AgentSystem
  var target: Target
  var options: CheckOptions
  var site: CheckSite

  /// Runs every handoff that is meant.
  func run(_ consumer: TimedConsumer<some Any>) async -> CheckOutcome {
    var outcome = CheckOutcome()
    for problem in system.problems { outcome.fail(problem.failureText) }
    guard outcome.failures.isEmpty else { return outcome }
    do {
      for name in try HandoffChoice(system, target).names(
        replay: options.replay, isForAll: options.isReplayOfTrait)
      {
        if let why = consumer.surrender {
          outcome.warnings.append("\(name): nothing was run, because \(why)")
          continue
        }
        outcome.add(try await run(name, consumer))
      }
    } catch {
      outcome.fail("The handoff \(target) cannot be checked: \(error)")
    }
    if outcome == CheckOutcome(), options.isReplayOfTrait, consumer.runs == 0 {
      outcome.warnings.append(
        "\(target): nothing was run, because the replay token of the trait is for another handoff")
    }
    return outcome
  }

  private func run(_ name: String, _ consumer: TimedConsumer<some Any>) async throws -> CheckOutcome {
    let campaign = try HandoffCampaign(system, handoff: name, options: options.campaign)
    if let replay = options.replay {
      let report = try await campaign.replay(replay, consumer)
      return CampaignOutcome(report, isReplay: true, site: site).outcome
    }
    let interrupted = InterruptedRun(site: site, handoff: name)
    return try await interrupted.run { given, note in
      consumer.begin(note)
      _ = await consumer.answer(HandoffCase(handoff: name, index: 0, content: given.content))
    } _: { given, note in
      consumer.begin(note)
      let report = await campaign.run(consumer, given: given)
      consumer.end()
      var outcome = CampaignOutcome(report, isReplay: false, site: site).outcome
      consumer.addMisuse(on: name, to: &outcome)
      outcome.warnings += consumer.unread(on: name, of: campaign.heededNames)
      return outcome
    }
  }
}

extension HandoffCheck.Target: CustomStringConvertible {
  var description: String {
    switch self {
    case .between(let from, let to, _): "\(from)->\(to)"
    case .handoff(let handoff): handoff.testDescription
    }
  }
}
