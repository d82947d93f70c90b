public import HandoffContracts
public import XCTest

extension XCTestCase {
  /// Asserts that a program survives everything that a producer may send it, and refuses what it may not.
  ///
  /// Does the same as `expectHandoff` does in Swift Testing; must be called from a test of XCTest.
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
  ///   - file: Where failures are recorded.
  ///   - line: Where failures are recorded.
  public func assertHandoff(
    _ system: AgentSystem, from: String, to: String, _ program: HandoffProgram,
    on trigger: Handoff.Trigger? = nil, cases: Int? = nil, seed: UInt64? = nil,
    tolerating: [MutationOperator] = [], replay: String? = nil, perCase: Duration? = nil,
    failureLimit: Int? = nil, file: StaticString = #filePath, line: UInt = #line
  ) async {
    Framework.requireXCTest(self, "assertHandoff")
    let options = CheckOptions(
      cases: cases, seed: seed, tolerating: tolerating, replay: replay, perCase: perCase,
      failureLimit: failureLimit)
    let check = ProgramCheck(
      system: system, target: .between(from: from, to: to, on: trigger), options: options,
      site: site(file, line), program: program)
    record(await check.run(), file, line)
  }
}
