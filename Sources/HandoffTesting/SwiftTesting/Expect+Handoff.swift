public import HandoffContracts
public import Testing

/// Expects a consumer to survive everything that a producer may send it, and to refuse what it may not.
///
/// Runs the consumer against generated payloads: those that the producer's contract and the handoff's guard
/// allow must be accepted (by returning), all others refused (by throwing) or answered with a declared failure
/// (by throwing a `HandoffFailure`). An ``Answer`` that is returned is held against the consumer's contract. Every cause
/// of failures is recorded as one issue at the caller's line, with its smallest payload and a token that runs it again.
/// What is not said here is taken from the traits of the test. Must be called from a test of Swift Testing.
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
///   - perCase: How long the consumer may take for one payload; 10 seconds where nobody says.
///   - failureLimit: How many distinct failures are recorded.
///   - sourceLocation: Where issues are recorded.
///   - consumer: The real consumer.
public func expectHandoff<Result>(
  _ system: AgentSystem, from: String, to: String, on trigger: Handoff.Trigger? = nil, cases: Int? = nil,
  seed: UInt64? = nil, tolerating: [MutationOperator] = [], replay: String? = nil, perCase: Duration? = nil,
  failureLimit: Int? = nil, sourceLocation: Testing.SourceLocation = #_sourceLocation,
  _ consumer: @escaping (Payload) async throws -> Result
) async {
  Framework.requireSwiftTesting("expectHandoff")
  let options = CheckOptions(
    cases: cases, seed: seed, tolerating: tolerating, replay: replay, perCase: perCase,
    failureLimit: failureLimit)
  await expect(
    system, .between(from: from, to: to, on: trigger), options.over(.ofTraits), sourceLocation, consumer)
}

/// Expects the consumer of one handoff of a system to survive everything that it may be sent; see
/// ``expectHandoff(_:from:to:on:cases:seed:tolerating:replay:perCase:failureLimit:sourceLocation:_:)``.
///
/// With `@Test(arguments: system.handoffs)` each handoff is a test case with its name.
///
/// - Parameters:
///   - system: The declaration.
///   - handoff: The handoff, as the system declares it.
///   - sourceLocation: Where issues are recorded.
///   - consumer: The real consumer.
public func expectHandoff<Result>(
  _ system: AgentSystem, _ handoff: Handoff, sourceLocation: Testing.SourceLocation = #_sourceLocation,
  _ consumer: @escaping (Payload) async throws -> Result
) async {
  Framework.requireSwiftTesting("expectHandoff")
  await expect(system, .handoff(handoff), CheckOptions().over(.ofTraits), sourceLocation, consumer)
}

private func expect<Result>(
  _ system: AgentSystem, _ target: HandoffCheck.Target, _ options: CheckOptions,
  _ location: Testing.SourceLocation, _ consumer: @escaping (Payload) async throws -> Result
) async {
  let site = CheckSite(location)
  let call = IsolatedCall(site, "\(target)", filter: site.test)
  let check = HandoffCheck(system: system, target: target, options: options, site: site)
  await check.outcome(call, failureCount: nil, consumer)?.record(at: location)
}
