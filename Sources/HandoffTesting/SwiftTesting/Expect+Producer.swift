public import HandoffContracts
public import HandoffSchema
public import Testing

/// Expects a producer to keep its contract for everything that it may receive.
///
/// Runs the producer on generated inputs: what handoffs bring it, what the system gets from outside, or else what it
/// accepts. What it returns must be an output or a declared failure of its contract, what it throws a `HandoffFailure` of
/// a declared kind; any other error says that it did not do its task for an input that it may receive. Must be called
/// from a test of Swift Testing.
///
/// - Parameters:
///   - system: The declaration.
///   - agent: The producer's name.
///   - inputs: Inputs that are tried first.
///   - cases: How many inputs are generated; 100 where nobody says.
///   - seed: Chooses the inputs.
///   - perCase: How long the producer may take for one input; 10 seconds where nobody says.
///   - failureLimit: How many distinct failures are recorded.
///   - sourceLocation: Where issues are recorded.
///   - producer: The real producer. What it returns is an ``Answer``, a `JSONValue` or a value that can be encoded.
public func expectProducer<Output>(
  _ system: AgentSystem, _ agent: String, inputs: [JSONValue] = [], cases: Int? = nil, seed: UInt64? = nil,
  perCase: Duration? = nil, failureLimit: Int? = nil,
  sourceLocation: Testing.SourceLocation = #_sourceLocation,
  _ producer: @escaping (Payload) async throws -> Output
) async {
  Framework.requireSwiftTesting("expectProducer")
  let options = CheckOptions(cases: cases, seed: seed, perCase: perCase, failureLimit: failureLimit)
    .over(.ofTraits)
  let desk = CaseDesk(limit: options.limit, site: CheckSite(sourceLocation))
  let check = ProducerCheck(system: system, agent: agent, options: options, given: inputs)
  let outcome = await IssueScope.run(desk) {
    await check.run(TimedConsumer(desk, Produced.answers(of: producer)))
  }
  outcome.record(at: sourceLocation)
}

/// Expects the output of one agent to really work as the input of another: what the producer returns for generated
/// inputs is handed to the consumer.
///
/// The producer must keep its contract as in ``expectProducer(_:_:inputs:cases:seed:perCase:failureLimit:sourceLocation:_:)``.
/// What it returns goes to the consumer where a handoff between the two carries it; there it must be accepted, and be
/// understood as it was sent. Must be called from a test of Swift Testing.
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
///   - sourceLocation: Where issues are recorded.
///   - producer: The real producer.
///   - consumer: The real consumer.
public func expectRoundTrip<Output, Result>(
  _ system: AgentSystem, from: String, to: String, inputs: [JSONValue] = [], cases: Int? = nil,
  seed: UInt64? = nil, perCase: Duration? = nil, failureLimit: Int? = nil,
  sourceLocation: Testing.SourceLocation = #_sourceLocation,
  producing producer: @escaping (Payload) async throws -> Output,
  consuming consumer: @escaping (Payload) async throws -> Result
) async {
  Framework.requireSwiftTesting("expectRoundTrip")
  let options = CheckOptions(cases: cases, seed: seed, perCase: perCase, failureLimit: failureLimit)
    .over(.ofTraits)
  let site = CheckSite(sourceLocation)
  let desk = CaseDesk(limit: options.limit, site: site)
  let check = RoundTripCheck(
    producer: ProducerCheck(system: system, agent: from, options: options, given: inputs), to: to, site: site)
  let outcome = await IssueScope.run(desk) {
    await check.run(TimedConsumer(desk, Produced.answers(of: producer)), TimedConsumer(desk, consumer))
  }
  outcome.record(at: sourceLocation)
}
