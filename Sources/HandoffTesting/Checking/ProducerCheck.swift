import HandoffContracts
import HandoffFuzzing
import HandoffSchema

/// Runs a producer on generated inputs and says what a test framework is to record.
struct ProducerCheck {
  /// How many inputs are tried where nobody says.
  static let defaultCases = 100
  /// How often the producer may be run to make one input smaller.
  private static let shrinkingRuns = 200

  var system: AgentSystem
  var agent: String
  var options: CheckOptions
  /// Inputs that the caller gives, tried first.
  var given: [JSONValue] = []

  /// One input on which the producer failed.
  private struct Sighting {
    var input: JSONValue
    /// `nil` for one that the caller gave.
    var schema: Int?
    var answer: ConsumerAnswer
    var fault: ProducerJudge.Fault
    var count = 1
  }

  /// Runs the producer.
  ///
  /// - Parameters:
  ///   - producer: The producer, each answer of which is one of its results.
  ///   - sent: Called with every payload that keeps the contract and travels on.
  /// - Returns: One failure for each way in which it breaks its promise.
  func run(
    _ producer: some HandoffConsumer, sent: (JSONValue) -> Void = { _ in }
  ) async -> CheckOutcome {
    var outcome = CheckOutcome()
    for problem in system.problems { outcome.fail(problem.failureText) }
    guard outcome.failures.isEmpty else { return outcome }
    do {
      guard let judge = try ProducerJudge(agent, in: system) else {
        outcome.fail(
          "\(agent) cannot be checked: no agent of that name with a contract to keep is declared; it has \(known)"
        )
        return outcome
      }
      let inputs = try ProducerInputs(of: agent, in: system)
      outcome.warnings += inputs.shortfalls
      let all =
        given.map { ($0, Int?.none) }
        + inputs.payloads(options.cases ?? Self.defaultCases, seed: options.seed ?? 1).map {
          ($0.payload, $0.schema)
        }
      guard !all.isEmpty else {
        outcome.fail(
          "\(agent) cannot be checked: nothing says what it receives; declare Accepts(…), or the input of the system, or "
            + "pass inputs:")
        return outcome
      }
      var sightings: [Sighting] = []
      for (input, schema) in all {
        guard !Task.isCancelled, producer.surrender == nil else { break }
        let answer = await run(producer, input)
        guard !Task.isCancelled else { break }
        let (fault, payload) = judge.judge(answer, to: input)
        if let payload { sent(payload) }
        guard let fault else { continue }
        if let index = sightings.firstIndex(where: {
          $0.fault.failureClass == fault.failureClass && $0.fault.key == fault.key
        }) {
          sightings[index].count += 1
        } else {
          sightings.append(Sighting(input: input, schema: schema, answer: answer, fault: fault))
        }
      }
      if let why = producer.surrender { outcome.warnings.append("\(agent): stopped early: \(why)") }
      if Task.isCancelled {
        outcome.fail("\(agent): the test was ended from outside, which says nothing about the producer")
        return outcome
      }
      let limit = options.failureLimit ?? 100
      for sighting in sightings.prefix(limit) {
        await settle(sighting, producer, judge, inputs, of: all.count, into: &outcome)
      }
      if sightings.count > limit {
        outcome.warnings.append("\(agent): \(sightings.count - limit) more failures")
      }
    } catch {
      outcome.fail("\(agent) cannot be checked: \(error)")
    }
    return outcome
  }

  private var known: String {
    let names = system.agents.filter { $0.produces != nil }.map { "\"\($0.name)\"" }
    return names.isEmpty ? "none" : names.joined(separator: ", ")
  }

  private func run(_ producer: some HandoffConsumer, _ input: JSONValue) async -> ConsumerAnswer {
    await producer.answer(HandoffCase(handoff: agent, index: 0, content: .payload(input)))
  }

  /// Runs what failed once more, makes its input smaller, and tells of it.
  private func settle(
    _ sighting: Sighting, _ producer: some HandoffConsumer, _ judge: ProducerJudge, _ inputs: ProducerInputs,
    of count: Int, into outcome: inout CheckOutcome
  ) async {
    var sighting = sighting
    let isHang = sighting.fault.failureClass == .hang
    if !isHang, judge.judge(await run(producer, sighting.input), to: sighting.input).fault == nil {
      outcome.warnings.append(
        "flaky " + text(of: sighting, of: count)
          + "\n  again: it fails sometimes: not when it was run once more")
      return
    }
    if !isHang, let number = sighting.schema {
      let (known, agent) = (sighting.fault, agent)
      let search = PayloadSearchOptions(
        seed: options.seed ?? 1, cases: count, evaluations: Self.shrinkingRuns, variants: 0)
      let found = await smallestPayload(of: inputs.schemas[number].schema, options: search) { input in
        let answer = await producer.answer(HandoffCase(handoff: agent, index: 0, content: .payload(input)))
        let fault = judge.judge(answer, to: input).fault
        return fault?.failureClass == known.failureClass && fault?.key == known.key
      }
      if let smallest = found.smallest?.payload {
        let answer = await run(producer, smallest)
        if let fault = judge.judge(answer, to: smallest).fault {
          sighting.input = smallest
          sighting.answer = answer
          sighting.fault = fault
        }
      }
    }
    outcome.failures.append(
      CheckOutcome.Failure(
        text: text(of: sighting, of: count),
        attachment: CheckOutcome.Attached(.payload(sighting.input), of: agent)))
  }

  private func text(of sighting: Sighting, of count: Int) -> String {
    let input = sighting.input.text()
    var lines = [
      "\(sighting.fault.failureClass) of \(agent): the producer does not keep its promise",
      "  input: \(input)",
    ]
    if let json = sighting.answer.json { lines.append("  answer: \(json.text())") }
    lines.append("  why: \(sighting.fault.why)")
    lines.append("  seen: for \(sighting.count) of \(count) inputs")
    lines.append(
      "  Pass inputs: [try JSONValue(parsing: \(Self.literal(input)))] to run it on this one first.")
    return lines.joined(separator: "\n")
  }

  /// A text as a raw string literal in Swift.
  private static func literal(_ text: String) -> String {
    var marks = "#"
    while text.contains("\"\(marks)") || text.contains("\\\(marks)") { marks += "#" }
    return "\(marks)\"\(text)\"\(marks)"
  }
}
