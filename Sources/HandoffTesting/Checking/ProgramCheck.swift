import HandoffChecking
import HandoffContracts
import HandoffFuzzing
import HandoffSchema

/// Runs the campaigns behind one expectation against a program and says what a test framework is to record.
struct ProgramCheck {
  var system: AgentSystem
  var target: HandoffCheck.Target
  var options: CheckOptions
  var site: CheckSite
  var program: HandoffProgram
  /// Whether the program is a consumer in Swift, in a process of its own.
  var isSwift = false

  /// Runs every handoff that is meant.
  func run() async -> CheckOutcome {
    var outcome = CheckOutcome()
    for problem in system.problems { outcome.fail(problem.failureText) }
    guard outcome.failures.isEmpty else { return outcome }
    do {
      let choice = HandoffChoice(system, target)
      for name in try choice.names(replay: options.replay, isForAll: options.isReplayOfTrait) {
        outcome.add(try await run(name))
      }
    } catch {
      outcome.fail("The handoff \(target) cannot be checked: \(error)")
    }
    return outcome
  }

  private func run(_ name: String) async throws -> CheckOutcome {
    let campaign = try HandoffCampaign(system, handoff: name, options: options.campaign)
    // The time on the wall is all that is known of another process: no short limit is held against the tests' own one,
    // and it takes a moment to start, more on a busy machine.
    let timeout = isSwift ? max(options.limit, .seconds(5)) : options.limit
    let process = ProcessConsumer(
      command: program.command, directory: program.directory, environment: program.environment,
      timeout: timeout, startTimeout: isSwift ? .seconds(60) : nil,
      failureTag: system.failureTag(ofReceiverOn: name))
    defer { process.finish() }
    return isSwift
      ? try await run(campaign, IsolatedConsumer(process)) : try await run(campaign, process)
  }

  private func run(
    _ campaign: HandoffCampaign, _ consumer: some HandoffConsumer
  ) async throws -> CheckOutcome {
    if let replay = options.replay {
      let report = try await campaign.replay(replay, consumer)
      return CampaignOutcome(report, isReplay: true, site: site).outcome
    }
    return CampaignOutcome(await campaign.run(consumer), isReplay: false, site: site).outcome
  }
}

extension AgentSystem {
  /// The member that names the kind in a failure of the receiver.
  func failureTag(ofReceiverOn name: String) -> String? {
    guard let index = handoffNames.firstIndex(where: { $0.hasSameCodePoints(as: name) }) else {
      return Contract.defaultFailureTag
    }
    let receiver = agents.first { $0.name.hasSameCodePoints(as: handoffs[index].to) }
    guard let produces = receiver?.produces,
      let contract = contracts.first(where: { $0.name.hasSameCodePoints(as: produces) })
    else { return Contract.defaultFailureTag }
    return contract.failureTag
  }
}
