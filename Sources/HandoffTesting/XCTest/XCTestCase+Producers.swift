public import HandoffContracts
public import HandoffSchema
public import XCTest

extension XCTestCase {
  /// Asserts that a producer keeps its contract for everything that it may receive.
  ///
  /// Does the same as `expectProducer` does in Swift Testing; must be called from a test of XCTest.
  ///
  /// - Parameters:
  ///   - system: The declaration.
  ///   - agent: The producer's name.
  ///   - inputs: Inputs that are tried first.
  ///   - cases: How many inputs are generated; 100 where nobody says.
  ///   - seed: Chooses the inputs.
  ///   - perCase: How long the producer may take for one input; 10 seconds where nobody says.
  ///   - failureLimit: How many distinct failures are recorded.
  ///   - file: Where failures are recorded.
  ///   - line: Where failures are recorded.
  ///   - producer: The real producer.
  public func assertProducer<Output>(
    _ system: AgentSystem, _ agent: String, inputs: [JSONValue] = [], cases: Int? = nil, seed: UInt64? = nil,
    perCase: Duration? = nil, failureLimit: Int? = nil, file: StaticString = #filePath, line: UInt = #line,
    _ producer: @escaping (Payload) async throws -> Output
  ) async {
    Framework.requireXCTest(self, "assertProducer")
    let options = CheckOptions(cases: cases, seed: seed, perCase: perCase, failureLimit: failureLimit)
    let desk = CaseDesk(limit: options.limit, site: site(file, line))
    let check = ProducerCheck(system: system, agent: agent, options: options, given: inputs)
    let timed = timed(desk, Produced.answers(of: producer))
    record(await IssueScope.run(desk) { await check.run(timed) }, file, line)
  }

  /// Asserts that the output of one agent really works as the input of another.
  ///
  /// Does the same as `expectRoundTrip` does in Swift Testing; must be called from a test of XCTest.
  ///
  /// - Parameters:
  ///   - system: The declaration.
  ///   - from: The producer's name.
  ///   - to: The consumer's name.
  ///   - inputs: Inputs of the producer that are tried first.
  ///   - cases: How many inputs are generated; 100 where nobody says.
  ///   - seed: Chooses the inputs.
  ///   - perCase: How long either side may take for one payload; 10 seconds where nobody says.
  ///   - failureLimit: How many distinct failures are recorded.
  ///   - file: Where failures are recorded.
  ///   - line: Where failures are recorded.
  ///   - producer: The real producer.
  ///   - consumer: The real consumer.
  public func assertRoundTrip<Output, Result>(
    _ system: AgentSystem, from: String, to: String, inputs: [JSONValue] = [], cases: Int? = nil,
    seed: UInt64? = nil, perCase: Duration? = nil, failureLimit: Int? = nil,
    file: StaticString = #filePath, line: UInt = #line,
    producing producer: @escaping (Payload) async throws -> Output,
    consuming consumer: @escaping (Payload) async throws -> Result
  ) async {
    Framework.requireXCTest(self, "assertRoundTrip")
    let options = CheckOptions(cases: cases, seed: seed, perCase: perCase, failureLimit: failureLimit)
    let site = site(file, line)
    let desk = CaseDesk(limit: options.limit, site: site)
    let check = RoundTripCheck(
      producer: ProducerCheck(system: system, agent: from, options: options, given: inputs), to: to,
      site: site)
    let (left, right) = (timed(desk, Produced.answers(of: producer)), timed(desk, consumer))
    record(await IssueScope.run(desk) { await check.run(left, right) }, file, line)
  }
}
