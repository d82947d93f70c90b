import HandoffContracts
import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("Campaign")
struct CampaignTests {
  /// What a consumer made of a payload, decided by a schema: accepted where it is valid.
  private func strict(_ schema: JSONValue) throws -> (Payload) async throws -> Void {
    let schema = try Schema(schema)
    return { payload in
      if let violation = schema.violations(in: payload.value).first { throw Refusal(why: "\(violation)") }
    }
  }

  private struct Refusal: Error, CustomStringConvertible {
    var why: String
    var description: String { why }
  }

  private func report(
    _ system: AgentSystem = SampleSystem.seats, _ handoff: String = "triage->seats",
    options: CampaignOptions = CampaignOptions(), consumer body: @escaping (Payload) async throws -> some Any
  ) async throws -> CampaignReport {
    try await HandoffCampaign(system, handoff: handoff, options: options).run(PayloadConsumer(body))
  }

  private func kinds(_ report: CampaignReport) -> Set<String> {
    Set(report.failures.map(\.failureClass.name))
  }

  @Test func `a sound consumer is compatible and everything was exercised`() async throws {
    let found = try await report(consumer: strict(SampleSystem.request))
    #expect(found.failures == [])
    #expect(found.verdict == .compatible)
    #expect(found.cases == 400)
    #expect(found.coverage.missed == [])
    #expect(found.isComplete)
    #expect(found.shortfalls == [])
  }

  @Test func `what a condition in code may keep back may be refused`() async throws {
    let front: JSONValue = ["type": "object", "properties": ["seat": ["maximum": 20]]]
    var system = SampleSystem.seats
    system.agents[1].accepts = .schema(front)
    let frontSeats = try strict(front)
    #expect(kinds(try await report(system, consumer: frontSeats)).contains("over-strict"))
    system.handoffs[0].condition = "is in front"
    let found = try await report(system, consumer: frontSeats)
    #expect(found.failures.filter { $0.failureClass == .overStrict } == [])
    #expect(kinds(try await report(system) { _ in throw Refusal(why: "no") }) == ["over-strict"])
    // Where all is refused, no condition helps.
    system.agents[1].accepts = .schema(["type": "object", "properties": ["seat": ["minimum": 61]]])
    let none = try await report(system) { _ in throw Refusal(why: "no") }
    #expect(kinds(none) == ["over-strict"])
  }

  @Test func `a seat number that is taken as text is found and shrunk`() async throws {
    let strict = try strict(SampleSystem.request)
    let found = try await report { payload in
      var value = payload.value
      if case .object(var members) = value, let seat = members["seat"]?.stringValue, let number = Int(seat) {
        members["seat"] = .number(JSONNumber(number))
        value = .object(members)
      }
      try await strict(Payload(value))
    }
    #expect(found.verdict == .incompatible)
    let failure = try #require(found.failures.first)
    #expect(found.failures.count == 1)
    #expect(failure.failureClass == .silentAcceptance)
    #expect(failure.mutation?.operation == .stringifiedNumber)
    #expect(failure.content == .payload(["name": "a", "seat": "1"]))
    #expect(failure.evaluations > 1)
  }

  @Test func `a consumer that refuses what it should take is over-strict`() async throws {
    let strict = try strict(SampleSystem.request)
    let found = try await report { payload in
      if let seat = payload["seat"]?.intValue, seat > 30 { throw Refusal(why: "row \(seat) does not exist") }
      try await strict(payload)
    }
    #expect(found.failures.map(\.failureClass) == [.overStrict])
    let failure = try #require(found.failures.first)
    #expect(failure.content == .payload(["name": "a", "seat": 31]))
    #expect(failure.mutation == nil)
    #expect(failure.isMinimal)
    #expect(failure.freeParts == [JSONPointer(tokens: ["name"])])
    #expect(failure.text.contains("\n  free: any other value at /name fails too\n"))
  }

  @Test func `a consumer that cuts off what it read has misunderstood`() async throws {
    let strict = try strict(SampleSystem.request)
    let found = try await report { payload in
      try await strict(payload)
      let name = payload["name"]?.stringValue ?? ""
      try payload.understand(["name": String(name.prefix(8))])
    }
    #expect(found.failures.map(\.failureClass) == [.misinterpretation])
    let name = found.failures.first.flatMap { failure in
      if case .payload(let payload) = failure.content { payload["name"]?.stringValue } else { nil }
    }
    #expect(name == "aaaaaaaaa")
  }

  @Test func `a failure taken for a result is swallowed`() async throws {
    let strict = try strict(SampleSystem.request)
    let found = try await report { payload in
      let isDeclared = payload["failure"] == "no_flight" && payload["flight"]?.stringValue != nil
      if !isDeclared { try await strict(payload) }
    }
    #expect(kinds(found) == ["failure-swallowed"])
    #expect(found.failures.first?.mutation?.operation == .failureOutput)
  }

  @Test func `a failure that another handoff brings may be taken`() async throws {
    var system = SampleSystem.seats
    system.handoffs.append(Handoff(from: "triage", to: "seats", trigger: .failures(["no_flight"])))
    let strict = try strict(SampleSystem.request)
    let found = try await report(system) { payload in
      let isDeclared = payload["failure"] == "no_flight" && payload["flight"]?.stringValue != nil
      if !isDeclared { try await strict(payload) }
    }
    #expect(found.verdict == .compatible)
  }

  @Test func `a failure handoff carries the failure's payload`() async throws {
    var system = SampleSystem.seats
    system.handoffs.append(Handoff(from: "triage", to: "seats", trigger: .failures(["no_flight"])))
    let found = try await report(system, "triage->seats#2") { payload in
      guard payload["failure"] == "no_flight", payload["flight"]?.stringValue != nil else {
        throw Refusal(why: "unknown failure")
      }
    }
    #expect(kinds(found).isSubset(of: ["silent-acceptance"]))
    #expect(found.failures.allSatisfy { $0.mutation != nil })
  }

  @Test func `an answer is held against the consumer's contract`() async throws {
    let strict = try strict(SampleSystem.request)
    let found = try await report { payload -> Answer in
      try await strict(payload)
      let reply: JSONValue = (payload["seat"]?.intValue ?? 0) > 50 ? ["booked": "yes"] : ["booked": true]
      return Answer(reply)
    }
    #expect(found.failures.map(\.failureClass) == [.invalidAnswer])
    #expect(found.failures.first?.content == .payload(["name": "a", "seat": 51]))
  }

  @Test func `a failure must be declared by the consumer's contract`() async throws {
    let strict = try strict(SampleSystem.request)
    let found = try await report { payload in
      do { try await strict(payload) } catch { throw HandoffFailure("bad_input") }
    }
    #expect(kinds(found) == ["undeclared-failure"])
    let declared = try await report { payload in
      do { try await strict(payload) } catch { throw HandoffFailure("seat_taken") }
    }
    #expect(declared.verdict == .compatible)
  }

  @Test func `a consumer that answers every valid payload with a failure proves nothing`() async throws {
    let found = try await report { _ in throw HandoffFailure("seat_taken") }
    #expect(
      found.verdict == .undecided("the consumer answered every valid payload with a failure of its own"))
  }

  @Test func `what the consumer declares to accept is not broken for it`() async throws {
    var system = SampleSystem.seats
    system.agents[1].accepts = .schema(["type": "object", "properties": ["name": ["type": "string"]]])
    let lenient = try strict(["type": "object", "properties": ["name": ["type": "string"]]])
    let found = try await report(system) { payload in
      guard payload["failure"] == nil else { throw Refusal(why: "a failure") }
      try await lenient(payload)
    }
    #expect(found.verdict == .compatible)
    #expect(
      found.coverage.missed.contains {
        $0.goal == "/contracts/request/output/properties/seat: stringified-number"
      })
  }

  @Test func `a tolerated operator is no failure`() async throws {
    let strict = try strict(SampleSystem.request)
    let body: (Payload) async throws -> Void = { payload in
      guard case .object(var members) = payload.value else { throw Refusal(why: "no object") }
      for name in members.keys where !["name", "seat", "failure"].contains(name) { members[name] = nil }
      try await strict(Payload(.object(members)))
    }
    let found = try await report(consumer: body).failures
    #expect(found.map(\.failureClass) == [.silentAcceptance])
    #expect(Set(found.flatMap(\.ways).compactMap(\.operation)) == [.extraMember, .flaggedSuccess])
    let options = CampaignOptions(tolerating: [.extraMember, .flaggedSuccess])
    let tolerant = try await report(options: options, consumer: body)
    #expect(tolerant.verdict == .compatible)
    #expect(tolerant.unneededTolerances == [])
    var system = SampleSystem.seats
    system.handoffs[0].tolerates = ["extra-member", "flagged-success"].map {
      Tolerance(operation: $0, because: "Seats takes what it knows.")
    }
    #expect(try await report(system, consumer: body).verdict == .compatible)
  }

  @Test func `a tolerance that nothing needed is told`() async throws {
    let options = CampaignOptions(tolerating: [.extraMember])
    var system = SampleSystem.seats
    system.handoffs[0].tolerates = [Tolerance(operation: "code-fence", because: "It may come.")]
    let strict = try strict(SampleSystem.request)
    let found = try await report(system, options: options, consumer: strict)
    #expect(found.verdict == .compatible)
    #expect(found.unneededTolerances == [.extraMember, .codeFence])
    // A part of a campaign proves nothing.
    let part = CampaignOptions(shard: (0, 2), tolerating: [.extraMember])
    #expect(try await report(options: part, consumer: strict).unneededTolerances == [])
  }

  @Test func `a failure may be tolerated too`() async throws {
    var system = SampleSystem.seats
    system.handoffs[0].tolerates = [Tolerance(operation: "failure-output", because: "It looks itself.")]
    let strict = try strict(SampleSystem.request)
    let found = try await report(system) { payload in
      let isDeclared = payload["failure"] == "no_flight" && payload["flight"]?.stringValue != nil
      if !isDeclared { try await strict(payload) }
    }
    #expect(found.verdict == .compatible)
    #expect(found.unneededTolerances == [])
  }

  @Test func `the guard belongs to the promise`() async throws {
    var system = SampleSystem.seats
    system.handoffs[0].when = ["properties": ["seat": ["maximum": 9]]]
    let narrow = try strict(["allOf": [SampleSystem.request, ["properties": ["seat": ["maximum": 9]]]]])
    #expect(try await report(system, consumer: narrow).verdict == .compatible)
    let wide = try await report(system, consumer: strict(SampleSystem.request))
    #expect(wide.failures.map(\.mutation?.operation) == [.aboveMaximum])
    #expect(wide.failures.first?.content == .payload(["name": "a", "seat": 10]))
  }

  @Test func `the same seed gives the same report, and shards make up the whole`() async throws {
    let lenient: (Payload) async throws -> Void = { payload in
      guard payload["name"] != nil else { throw Refusal(why: "no name") }
    }
    let first = try await report(consumer: lenient)
    #expect(try await report(consumer: lenient) == first)
    var parts = 0
    for index in 0..<3 {
      parts += try await report(options: CampaignOptions(shard: (index, 3)), consumer: lenient).cases
    }
    #expect(parts == first.cases)
  }

  @Test func `a token runs the shrunk case again, and passes once it is mended`() async throws {
    let lenient: (Payload) async throws -> Void = { payload in
      guard payload["seat"] != nil, payload["failure"] == nil else { throw Refusal(why: "no seat") }
    }
    let campaign = try HandoffCampaign(SampleSystem.seats, handoff: "triage->seats")
    let failures = await campaign.run(PayloadConsumer(lenient)).failures
    #expect(!failures.isEmpty)
    for failure in failures {
      let replayed = try await campaign.replay(failure.replay, PayloadConsumer(lenient))
      #expect(replayed.cases == 1)
      #expect(replayed.failures.map(\.content) == [failure.content])
      #expect(replayed.failures.map(\.failureClass) == [failure.failureClass])
      let mended = try await campaign.replay(failure.replay, PayloadConsumer(strict(SampleSystem.request)))
      #expect(mended.verdict == .compatible)
    }
  }

  @Test func `a token of another handoff is refused`() async throws {
    let campaign = try HandoffCampaign(SampleSystem.seats, handoff: "triage->seats")
    let token = ReplayToken(handoff: "x->y", goal: nil, form: .checkedChoices([], digest: 0)).description
    await #expect(throws: ReplayError(.otherHandoff("x->y", expected: "triage->seats"))) {
      try await campaign.replay(token, PayloadConsumer { _ in })
    }
    let gone = ReplayToken(
      handoff: "triage->seats", goal: "/x: wrong-type", form: .checkedChoices([], digest: 0)
    ).description
    await #expect(throws: ReplayError(.goalGone)) {
      try await campaign.replay(gone, PayloadConsumer { _ in })
    }
  }

  @Test func `what cannot be run is said at once`() throws {
    #expect(throws: CampaignError(.unknownHandoff("a->b", known: ["triage->seats"]))) {
      try HandoffCampaign(SampleSystem.seats, handoff: "a->b")
    }
    var silent = SampleSystem.seats
    silent.agents[0].produces = nil
    #expect(throws: CampaignError(.nothingPromised(handoff: "triage->seats", agent: "triage"))) {
      try HandoffCampaign(silent, handoff: "triage->seats")
    }
  }

  @Test func `a handoff that no payload ever takes cannot be run`() throws {
    var system = SampleSystem.seats
    system.contracts[0].output = ["allOf": [["type": "string"], ["type": "null"]]]
    #expect(throws: CampaignError(.nothingTravels(handoff: "triage->seats"))) {
      try HandoffCampaign(system, handoff: "triage->seats")
    }
  }

  /// A consumer out of process, as a campaign sees it.
  private struct TextConsumer: HandoffConsumer {
    var readsText: Bool { true }
    var body: (HandoffCase.Content) -> ConsumerAnswer
    func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer { body(handoffCase.content) }
  }

  @Test func `text that is not JSON must be refused too`() async throws {
    let schema = try Schema(SampleSystem.request)
    let campaign = try HandoffCampaign(SampleSystem.seats, handoff: "triage->seats")
    let found = await campaign.run(
      TextConsumer { content in
        guard case .payload(let payload) = content else { return .accepted(answer: nil, understood: nil) }
        return schema.isValid(payload) ? .accepted(answer: nil, understood: nil) : .rejected("no")
      })
    #expect(found.failures.count == 1)
    let operations = Set(found.failures.flatMap(\.ways).compactMap(\.operation))
    // A byte order mark may be skipped.
    #expect(operations == Set(MutationOperator.ofTexts).subtracting([.byteOrderMark]))
    #expect(kinds(found) == ["silent-acceptance"])
  }

  @Test func `crashes and hangs are failures whatever was sent`() async throws {
    let schema = try Schema(SampleSystem.request)
    let campaign = try HandoffCampaign(SampleSystem.seats, handoff: "triage->seats")
    let found = await campaign.run(
      TextConsumer { content in
        guard case .payload(let payload) = content else { return .rejected("no JSON") }
        if payload["seat"] == .null { return .crashed("exit status 1") }
        if payload["name"] == .null { return .timedOut }
        return schema.isValid(payload) ? .accepted(answer: nil, understood: nil) : .rejected("no")
      })
    #expect(kinds(found) == ["crash", "hang"])
  }
}
