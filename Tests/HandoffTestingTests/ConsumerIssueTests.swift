import HandoffContracts
import HandoffTesting
import Testing

@Suite("Issues that a consumer records")
struct ConsumerIssueTests {
  @Test func `a failing expectation inside of a consumer is its refusal`() async {
    await expectHandoff(Newsroom.system, from: "researcher", to: "writer") { payload in
      do {
        _ = try Newsroom.write(payload)
      } catch {
        #expect(Bool(false), "the writer does not take it")
      }
    }
  }

  @Test func `a payload that is wrongly refused by one is reported once`() async {
    let recorded = await Recorded.of {
      await expectHandoff(Newsroom.system, from: "researcher", to: "writer", cases: 60) { payload in
        _ = try Newsroom.write(payload)
        #expect(payload["priority"] != 3)
      }
    }
    #expect(recorded.failures.count == 1)
    let text = recorded.failures.first ?? ""
    #expect(text.hasPrefix("over-strict on researcher->writer"))
    #expect(text.contains("Expectation failed"))
    #expect(text.contains(#"payload: {"topic":"a","priority":3}"#))
  }

  @Test func `issues around the check are the test's own`() async {
    let recorded = await Recorded.of {
      #expect(Bool(false), "before")
      await expectHandoff(Newsroom.system, from: "researcher", to: "writer", cases: 40) { payload in
        try Newsroom.write(payload)
      }
      #expect(Bool(false), "after")
    }
    #expect(recorded.failures == ["before", "after"])
  }
}
