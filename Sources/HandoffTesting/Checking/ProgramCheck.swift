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
    let consumer = ProcessConsumer(
      command: program.command, directory: program.directory, environment: program.environment,
      timeout: options.limit, failureTag: failureTag(of: name))
    defer { consumer.finish() }
    if let replay = options.replay {
      let report = try await campaign.replay(replay, consumer)
      return CampaignOutcome(report, isReplay: true, site: site).outcome
    }
    return CampaignOutcome(await campaign.run(consumer), isReplay: false, site: site).outcome
  }

  /// The member that names the kind in a failure of the receiver.
  private func failureTag(of name: String) -> String? {
    guard let index = system.handoffNames.firstIndex(of: name) else { return Contract.defaultFailureTag }
    let receiver = system.agents.first { $0.name.hasSameCodePoints(as: system.handoffs[index].to) }
    guard let produces = receiver?.produces,
      let contract = system.contracts.first(where: { $0.name.hasSameCodePoints(as: produces) })
    else { return Contract.defaultFailureTag }
    return contract.failureTag
  }
}
