import HandoffContracts
import HandoffTesting
import Testing

@Suite("Producers")
struct ProducerTests {
  @Test func `one that keeps its contract passes, failures included`() async {
    await expectProducer(Newsroom.system, "writer") { payload -> Answer in
      guard let topic = payload["topic"]?.stringValue, topic != "a" else { throw HandoffFailure("too_vague") }
      return try Answer(Newsroom.Article(title: topic))
    }
  }

  @Test func `one that breaks it is found with the smallest input, once`() async {
    let recorded = await Recorded.of {
      await expectProducer(Newsroom.system, "writer") { payload -> Newsroom.Article in
        let findings = try payload.decode(Newsroom.Findings.self)
        return Newsroom.Article(title: findings.priority >= 3 ? "" : findings.topic)
      }
    }
    #expect(recorded.failures.count == 1)
    let text = recorded.failures.first ?? ""
    #expect(text.hasPrefix("invalid-answer of writer: the producer does not keep its promise\n"))
    #expect(text.contains(#"  input: {"topic":"a","priority":3}"#))
    #expect(text.contains(#"  answer: {"accepted":{"title":""}"#))
    #expect(text.contains("/title: expected"))
    #expect(text.contains(##"inputs: [try JSONValue(parsing: #"{"topic":"a","priority":3}"#)]"##))
  }

  @Test func `a failure that nobody declared, an error and nothing at all are found`() async {
    let recorded = await Recorded.of {
      await expectProducer(Newsroom.system, "writer") { _ -> Answer in throw HandoffFailure("tired") }
      await expectProducer(Newsroom.system, "writer") { _ -> Answer in throw Newsroom.Refusal() }
      await expectProducer(Newsroom.system, "writer") { _ in }
    }
    let heads = recorded.failures.map { String($0.prefix { $0 != " " }) }
    #expect(heads == ["undeclared-failure", "over-strict", "over-strict"])
    #expect(recorded.failures.first?.contains(#"declares only "too_vague""#) == true)
    #expect(recorded.failures.last?.contains("it returned a ()") == true)
  }

  @Test func `one of which nothing says what it receives needs inputs`() async {
    let recorded = await Recorded.of {
      await expectProducer(Newsroom.system, "researcher") { _ -> Answer in Answer(true) }
      await expectProducer(Newsroom.system, "nobody") { _ -> Answer in Answer(true) }
    }
    #expect(recorded.failures.count == 2)
    #expect(recorded.failures.first?.contains("nothing says what it receives") == true)
    #expect(recorded.failures.last?.contains(#"it has "researcher", "writer""#) == true)
    await expectProducer(Newsroom.system, "researcher", inputs: ["go"]) { _ in
      Newsroom.Findings(topic: "bees", priority: 2)
    }
  }
}

@Suite("Round trips")
struct RoundTripTests {
  @Test func `what the producer returns works as input of the consumer`() async {
    await expectRoundTrip(Newsroom.system, from: "researcher", to: "writer", inputs: ["bees", "ants"]) {
      input in
      Newsroom.Findings(topic: input.value.stringValue ?? "", priority: 2)
    } consuming: { payload in
      try Newsroom.write(payload)
    }
  }

  @Test func `a consumer that refuses what the producer really sends is found`() async {
    let recorded = await Recorded.of {
      await expectRoundTrip(Newsroom.system, from: "researcher", to: "writer", inputs: ["bees"]) { _ in
        Newsroom.Findings(topic: "bees", priority: 4)
      } consuming: { payload in
        guard payload["priority"]?.intValue ?? 9 < 4 else { throw Newsroom.Refusal() }
      }
    }
    #expect(recorded.failures.count == 1)
    #expect(recorded.failures.first?.hasPrefix("over-strict on researcher->writer") == true)
    #expect(recorded.failures.first?.contains(#"payload: {"topic":"bees","priority":4}"#) == true)
  }

  @Test func `a producer whose payloads reach nobody is no success`() async {
    let recorded = await Recorded.of {
      await expectRoundTrip(Newsroom.system, from: "researcher", to: "writer", inputs: ["bees"]) {
        _ -> Answer in
        throw HandoffFailure("no_sources")
      } consuming: { _ in
      }
    }
    #expect(recorded.failures.count == 1)
    #expect(recorded.failures.first?.contains("no handoff brings the consumer any of the 1 payloads") == true)
  }
}
