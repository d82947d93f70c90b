public import HandoffContracts
public import Testing

/// Expects a consumer to survive everything that a producer may send it, and to refuse what it may not.
///
/// Runs the consumer against generated payloads: those that the producer's contract and the handoff's guard
/// allow must be accepted (by returning), all others refused (by throwing) or answered with a declared failure
/// (by throwing a `HandoffFailure`). Every distinct failure is recorded as an issue at the caller's line, with
/// its smallest payload and a token that runs it again. Must be called from a test of Swift Testing.
///
/// - Parameters:
///   - system: The declaration.
///   - from: The producer's name.
///   - to: The consumer's name.
///   - trigger: Which of several handoffs between the two is meant; those on output where absent.
///   - cases: How many payloads; enough to break every constraint once where absent.
///   - seed: Chooses the payloads.
///   - tolerating: Ways of breaking a payload that the consumer may accept.
///   - replay: The token of an earlier failure, to run that case alone.
///   - sourceLocation: Where issues are recorded.
///   - consumer: The real consumer.
public func expectHandoff<Answer>(
  _ system: AgentSystem, from: String, to: String, on trigger: Handoff.Trigger? = nil, cases: Int? = nil,
  seed: UInt64 = 1, tolerating: [MutationOperator] = [], replay: String? = nil,
  sourceLocation: Testing.SourceLocation = #_sourceLocation,
  _ consumer: @escaping (Payload) async throws -> Answer
) async {
  Framework.requireSwiftTesting("expectHandoff")
  let check = HandoffCheck(
    system: system, from: from, to: to, trigger: trigger,
    options: CampaignOptions(cases: cases, seed: seed, tolerating: tolerating), replay: replay)
  let outcome = await check.run(PayloadConsumer(consumer))
  for failure in outcome.failures { Issue.record("\(failure)", sourceLocation: sourceLocation) }
  for warning in outcome.warnings {
    Issue.record("\(warning)", severity: .warning, sourceLocation: sourceLocation)
  }
}

/// Expects the routing of a system to be sound: no finding at or above a severity.
///
/// Every such finding is recorded as an issue at the caller's line. Must be called from a test of Swift Testing.
///
/// - Parameters:
///   - system: The declaration.
///   - threshold: The least severity that fails the test.
///   - sourceLocation: Where issues are recorded.
public func expectSound(
  _ system: AgentSystem, failingOn threshold: Severity = .error,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
  Framework.requireSwiftTesting("expectSound")
  for failure in SoundnessCheck(system: system, threshold: threshold).run() {
    Issue.record("\(failure)", sourceLocation: sourceLocation)
  }
}
