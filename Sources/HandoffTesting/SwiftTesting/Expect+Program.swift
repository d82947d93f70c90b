public import HandoffContracts
public import Testing

/// Expects a program to survive everything that a producer may send it, and to refuse what it may not.
///
/// As for a consumer in Swift, but the program gets each payload as a line and answers with one, and text that is not JSON
/// is tried, too. Must be called from a test of Swift Testing.
///
/// - Parameters:
///   - system: The declaration.
///   - from: The producer's name.
///   - to: The consumer's name.
///   - program: The real consumer, such as `.process(["python3", "agent.py"])`.
///   - trigger: Which of several handoffs between the two is meant; those on output where absent.
///   - cases: How many payloads; enough to break every constraint once where absent.
///   - seed: Chooses the payloads.
///   - tolerating: Ways of breaking a payload that the consumer may accept.
///   - replay: The token of an earlier failure, to run that case alone.
///   - perCase: How long the program may take for one payload; 10 seconds where nobody says.
///   - failureLimit: How many distinct failures are recorded.
///   - sourceLocation: Where issues are recorded.
public func expectHandoff(
  _ system: AgentSystem, from: String, to: String, _ program: HandoffProgram,
  on trigger: Handoff.Trigger? = nil, cases: Int? = nil, seed: UInt64? = nil,
  tolerating: [MutationOperator] = [], replay: String? = nil, perCase: Duration? = nil,
  failureLimit: Int? = nil, sourceLocation: Testing.SourceLocation = #_sourceLocation
) async {
  Framework.requireSwiftTesting("expectHandoff")
  let options = CheckOptions(
    cases: cases, seed: seed, tolerating: tolerating, replay: replay, perCase: perCase,
    failureLimit: failureLimit
  ).over(.ofTraits)
  let check = ProgramCheck(
    system: system, target: .between(from: from, to: to, on: trigger), options: options,
    site: CheckSite(sourceLocation), program: program)
  await check.run().record(at: sourceLocation)
}
