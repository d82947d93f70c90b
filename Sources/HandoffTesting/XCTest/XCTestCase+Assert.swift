public import HandoffContracts
public import XCTest

extension XCTestCase {
  /// Asserts that a consumer survives everything that a producer may send it, and refuses what it may not.
  ///
  /// Does the same as `expectHandoff` does in Swift Testing; must be called from a test of XCTest.
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
  ///   - isolated: Whether the consumer runs in a process of its own, so that one that traps is a failure like any other.
  ///   - file: Where failures are recorded.
  ///   - line: Where failures are recorded.
  ///   - consumer: The real consumer.
  public func assertHandoff<Result>(
    _ system: AgentSystem, from: String, to: String, on trigger: Handoff.Trigger? = nil, cases: Int? = nil,
    seed: UInt64? = nil, tolerating: [MutationOperator] = [], replay: String? = nil, perCase: Duration? = nil,
    failureLimit: Int? = nil, isolated: Bool = false, file: StaticString = #filePath, line: UInt = #line,
    _ consumer: @escaping (Payload) async throws -> Result
  ) async {
    Framework.requireXCTest(self, "assertHandoff")
    let options = CheckOptions(
      cases: cases, seed: seed, tolerating: tolerating, replay: replay, perCase: perCase,
      failureLimit: failureLimit, isIsolated: isolated)
    await check(system, .between(from: from, to: to, on: trigger), options, file, line, consumer)
  }

  /// Asserts that the consumer of one handoff of a system survives everything that it may be sent.
  ///
  /// Does the same as `expectHandoff` does in Swift Testing; must be called from a test of XCTest.
  ///
  /// - Parameters:
  ///   - system: The declaration.
  ///   - handoff: The handoff, as the system declares it.
  ///   - file: Where failures are recorded.
  ///   - line: Where failures are recorded.
  ///   - consumer: The real consumer.
  public func assertHandoff<Result>(
    _ system: AgentSystem, _ handoff: Handoff, file: StaticString = #filePath, line: UInt = #line,
    _ consumer: @escaping (Payload) async throws -> Result
  ) async {
    Framework.requireXCTest(self, "assertHandoff")
    await check(system, .handoff(handoff), CheckOptions(), file, line, consumer)
  }

  private func check<Result>(
    _ system: AgentSystem, _ target: HandoffCheck.Target, _ options: CheckOptions, _ file: StaticString,
    _ line: UInt, _ consumer: @escaping (Payload) async throws -> Result
  ) async {
    let site = site(file, line)
    let test = name.split { " .[]-".contains($0) }.last.map(String.init) ?? name
    let call = IsolatedCall(site, "\(target)", xctest: "\(String(reflecting: type(of: self)))/\(test)")
    let check = HandoffCheck(system: system, target: target, options: options, site: site)
    let run = testRun
    if let outcome = await check.outcome(call, failureCount: { run?.failureCount ?? 0 }, consumer) {
      record(outcome, file, line)
    }
  }
}
