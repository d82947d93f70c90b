import HandoffContracts
import HandoffTesting
import Testing

@Suite("Traits of handoff tests", .cases(24), .seed(7))
struct TraitTests {
  @Test func `what a suite says holds in its tests`() async {
    let recorded = await Recorded.of {
      await expectHandoff(Newsroom.system, from: "researcher", to: "writer") { payload in
        try Newsroom.write(payload)
      }
    }
    #expect(recorded.cases == [24])
  }

  @Test(.cases(12)) func `what a test says wins over its suite, and a call over both`() async {
    let recorded = await Recorded.of {
      await expectHandoff(Newsroom.system, from: "researcher", to: "writer") { payload in
        try Newsroom.write(payload)
      }
      await expectHandoff(Newsroom.system, from: "researcher", to: "writer", cases: 8) { payload in
        try Newsroom.write(payload)
      }
    }
    #expect(recorded.cases == [12, 8])
  }

  @Test(.tolerating(.belowMinimum, .aboveMaximum), .cases(200))
  func `what may be accepted is no failure`() async {
    let recorded = await Recorded.of {
      await expectHandoff(Newsroom.system, from: "researcher", to: "writer") { payload in
        let number = payload["priority"]?.intValue ?? 0
        if number == 0 || number == 6 { return }
        _ = try Newsroom.write(payload)
      }
    }
    #expect(
      !recorded.failures.contains { $0.contains("below-minimum at") || $0.contains("above-maximum at") })
  }

  private static let token = HandoffCampaignToken.make

  @Test(.replay(token)) func `a token of another handoff runs nothing and says so`() async {
    var runs = 0
    let recorded = await Recorded.of {
      await expectHandoff(Newsroom.system, from: "writer", to: "editor") { _ in runs += 1 }
    }
    #expect(runs == 0)
    #expect(
      recorded.texts == [
        "writer->editor: nothing was run, because the replay token of the trait is for another handoff"
      ])
  }

  @Test(.replay(token)) func `a token of a trait runs its case alone`() async {
    var payloads: [String] = []
    await expectHandoff(Newsroom.system, from: "researcher", to: "writer") { payload in
      payloads.append(payload.text)
      return try Newsroom.write(payload)
    }
    #expect(payloads == [#"{"topic":"a","priority":0}"#])
  }

  @Test(arguments: Newsroom.system.handoffs) func `each handoff is a test case with its name`(
    handoff: Handoff
  ) async {
    #expect(Newsroom.system.handoffNames.contains(String(handoff.testDescription.prefix { $0 != " " })))
    _ = await Recorded.of {
      await expectHandoff(Newsroom.system, handoff) { _ in }
    }
  }
}

/// A token as a report shows it.
enum HandoffCampaignToken {
  static var make: String {
    HandoffCampaign.token(for: .payload(["topic": "a", "priority": 0]), on: "researcher->writer")
  }
}
