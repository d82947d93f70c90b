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
  ///   - file: Where failures are recorded.
  ///   - line: Where failures are recorded.
  ///   - consumer: The real consumer.
  public func assertHandoff<Answer>(
    _ system: AgentSystem, from: String, to: String, on trigger: Handoff.Trigger? = nil, cases: Int? = nil,
    seed: UInt64 = 1, tolerating: [MutationOperator] = [], replay: String? = nil,
    file: StaticString = #filePath, line: UInt = #line,
    _ consumer: @escaping (Payload) async throws -> Answer
  ) async {
    Framework.requireXCTest(self, "assertHandoff")
    let check = HandoffCheck(
      system: system, from: from, to: to, trigger: trigger,
      options: CampaignOptions(cases: cases, seed: seed, tolerating: tolerating), replay: replay)
    let outcome = await check.run(PayloadConsumer(consumer))
    for failure in outcome.failures { XCTFail(failure, file: file, line: line) }
    // XCTest has no warnings.
    for warning in outcome.warnings { print("\(file):\(line): warning: \(warning)") }
  }

  /// Asserts that the routing of a system is sound: no finding at or above a severity.
  ///
  /// Does the same as `expectSound` does in Swift Testing; must be called from a test of XCTest.
  ///
  /// - Parameters:
  ///   - system: The declaration.
  ///   - threshold: The least severity that fails the test.
  ///   - file: Where failures are recorded.
  ///   - line: Where failures are recorded.
  public func assertSound(
    _ system: AgentSystem, failingOn threshold: Severity = .error,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    Framework.requireXCTest(self, "assertSound")
    for failure in SoundnessCheck(system: system, threshold: threshold).run() {
      XCTFail(failure, file: file, line: line)
    }
  }
}
