import HandoffContracts
import HandoffTesting
import Newsroom
import Testing

@Suite struct ModeTests {
  @Test(.enabled(if: [.flaky, .trapping].contains(Mode.current)))
  func plainCall() async {
    await expectHandoff(newsroom, from: "researcher", to: "writer") { payload in try await broken(payload) }
  }

  @Test(.enabled(if: [.blocking, .stuck].contains(Mode.current)), .perCase(.milliseconds(300)))
  func shortTime() async {
    await expectHandoff(newsroom, from: "researcher", to: "writer") { payload in try await broken(payload) }
  }

  @Test(.enabled(if: Mode.current == .isolated), .isolated)
  func isolated() async {
    await expectHandoff(newsroom, from: "researcher", to: "writer") { payload in try await broken(payload) }
  }

  @Test(.enabled(if: Mode.current == .late), .timeLimit(.minutes(1)))
  func timeLimit() async {
    await expectHandoff(newsroom, from: "researcher", to: "writer") { payload in try await broken(payload) }
  }

  @Test(.enabled(if: Mode.current == .complaining))
  func complaint() async {
    await expectHandoff(newsroom, from: "researcher", to: "writer") { payload in
      _ = try draft(payload)
      #expect(payload["priority"] != 3)
    }
  }

  @Test(.enabled(if: Mode.current == .detached))
  func detached() async {
    await Task.detached { expectSound(newsroom) }.value
  }

  @Test(.enabled(if: Mode.current == .overreaching))
  func overreaching() async {
    expectGranted(await overreachingProbe())
  }

  /// What the harness costs: prints the time of 500 cases, and what a case costs beyond the bare campaign.
  @Test(.enabled(if: Mode.current == .timing))
  func timing() async throws {
    let campaign = try HandoffCampaign(
      newsroom, handoff: "researcher->writer", options: CampaignOptions(cases: 500))
    let clock = ContinuousClock()
    var (bare, whole) = (Duration.seconds(100), Duration.seconds(100))
    for _ in 0..<7 {
      bare = min(bare, await clock.measure { _ = await campaign.run(PayloadConsumer { try draft($0) }) })
      whole = min(
        whole,
        await clock.measure {
          await expectHandoff(newsroom, from: "researcher", to: "writer", cases: 500) { try draft($0) }
        })
    }
    print("timing: 500 cases in \(whole); \((whole - bare) / 500) a case beyond the bare campaign")
  }

  @Test(arguments: newsroom.handoffs) func oneOfMany(handoff: Handoff) async {
    guard handoff.to == "writer" else { return }
    await expectHandoff(newsroom, handoff) { payload in try draft(payload) }
  }
}
