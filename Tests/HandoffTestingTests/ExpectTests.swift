import HandoffContracts
import HandoffSchema
import HandoffTesting
import Testing

@Suite("Expectations in Swift Testing")
struct ExpectTests {
  @Test func `a sound consumer passes`() async {
    await expectHandoff(Newsroom.system, from: "researcher", to: "writer") { payload in
      try Newsroom.write(payload)
    }
  }

  @Test @MainActor func `a consumer may be bound to an actor`() async {
    var payloads: Set<String> = []
    let recorded = await Recorded.of {
      await expectHandoff(Newsroom.system, from: "researcher", to: "writer", cases: 40) { payload in
        MainActor.assertIsolated()
        payloads.insert(payload.text)
        return try Newsroom.write(payload)
      }
    }
    #expect(recorded.cases == [40])
    #expect(recorded.failures == [])
    #expect(payloads.count > 20)
  }

  @Test func `a sound system passes`() {
    expectSound(Newsroom.system)
  }

  @Test func `a failure shows class, mutation, payload and token at the caller's line`() async {
    let recorded = Recorded()
    let line = #line + 2
    await withKnownIssue {
      await expectHandoff(Newsroom.system, from: "researcher", to: "writer") { payload in
        try Newsroom.writeCarelessly(payload)
      }
    } matching: {
      recorded.keep($0)
    }
    let texts = recorded.failures
    #expect(texts.count == 1)
    #expect(recorded.all.allSatisfy { $0.sourceLocation?.line == line })
    let text = texts.first ?? ""
    #expect(text.hasPrefix("silent-acceptance on researcher->writer: "))
    #expect(text.contains("payload: {\"topic\":\"a\",\"priority\":0}"))
    #expect(
      text.contains("broken by: below-minimum at /priority\n    - \"priority\": 1\n    + \"priority\": 0\n"))
    #expect(text.contains("above-maximum at /priority: silent-acceptance"))
    #expect(text.contains("answer: {\"accepted\":"))
    #expect(text.contains("\n  replay: h1-"))
  }

  @Test func `a token runs one case`() async throws {
    let recorded = Recorded()
    await withKnownIssue {
      await expectHandoff(Newsroom.system, from: "researcher", to: "writer") { payload in
        try Newsroom.writeCarelessly(payload)
      }
    } matching: {
      recorded.keep($0)
    }
    let text = try #require(recorded.failures.first)
    let token = try #require(
      text.split(separator: " ").last { $0.hasPrefix("h1-") }.map { String($0.prefix { $0 != "\n" }) })
    var runs = 0
    await withKnownIssue {
      await expectHandoff(Newsroom.system, from: "researcher", to: "writer", replay: token) { payload in
        runs += 1
        return try Newsroom.writeCarelessly(payload)
      }
    }
    #expect(runs == 1)
  }

  @Test func `an unknown handoff and a damaged token are failures`() async {
    let recorded = Recorded()
    await withKnownIssue {
      await expectHandoff(Newsroom.system, from: "writer", to: "researcher") { _ in }
      await expectHandoff(Newsroom.system, from: "researcher", to: "writer", replay: "17") { _ in }
    } matching: {
      recorded.keep($0)
    }
    #expect(
      recorded.failures == [
        "The handoff writer->researcher cannot be checked: no handoff leads from \"writer\" to \"researcher\"; the "
          + "system has \"researcher->writer\", \"researcher->editor\", \"writer->editor\"",
        "The handoff researcher->writer cannot be checked: \"17\" is no replay token; a token begins with \"h1-\"",
      ])
  }

  @Test func `an unsound system fails with rule and remedy`() {
    var system = Newsroom.system
    system.handoffs.removeLast()
    withKnownIssue {
      expectSound(system)
    } matching: { issue in
      let text = issue.comments.map(\.rawValue).joined()
      return text.contains("[failure-unrouted]") && text.contains("remedy: ")
    }
  }

  @Test func `a declaration that cannot stand fails both expectations`() async {
    var system = Newsroom.system
    system.agents.append(system.agents[0])
    let problems = system.problems.map { "The declaration cannot stand: \($0)" }
    #expect(problems.count == 1)
    let recorded = Recorded()
    await withKnownIssue {
      expectSound(system)
      await expectHandoff(system, from: "researcher", to: "writer") { try Newsroom.write($0) }
    } matching: {
      recorded.keep($0)
    }
    #expect(recorded.failures == problems + problems)
  }

  @Test func `a call outside of a test of Swift Testing stops the process`() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        await Task.detached { expectSound(Newsroom.system) }.value
      })
    let text = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(text.contains("expectSound was called where no test of Swift Testing is running"))
  }
}
