import HandoffContracts
import HandoffSchema
import Testing

@testable import HandoffFuzzing

/// What a report says of one cause: with what it is told together, what to do, and how to see it again.
@Suite("Reports of causes")
struct CauseReportTests {
  private static let campaign = Result { try HandoffCampaign(Shop.system, handoff: "taker->shipper") }

  private func report(_ make: @escaping () -> FreshConsumer.Body) async throws -> CampaignReport {
    try await Self.campaign.get().run(FreshConsumer(make))
  }

  /// The only failure of a consumer that does something else with payloads that keep the contract.
  private func failure(
    onValid answer: @escaping (JSONValue) -> ConsumerAnswer?
  ) async throws -> CampaignFailure {
    let found = try await report {
      { content in
        guard case .payload(let payload) = content, case .accepted = Shop.strict(content) else {
          return Shop.strict(content)
        }
        return answer(payload) ?? Shop.strict(content)
      }
    }
    #expect(found.failures.count == 1)
    return try #require(found.failures.first)
  }

  @Test func `one laxness at two members is one report that names both`() async throws {
    let found = try await report {
      Shop.changing { order in
        for name in ["notes", "tags"] where order[name] == .null { order[name] = nil }
      }
    }
    #expect(found.failures.map(\.failureClass) == [.silentAcceptance])
    let note = found.failures.first?.notes.first
    #expect(note == "This goes through at 2 members: /tags, /notes.")
  }

  @Test func `two members that are lax in ways of their own are two reports`() async throws {
    let found = try await report {
      Shop.changing { order in
        if let seat = order["seat"]?.intValue, seat > 60 { order["seat"] = 60 }
        if let text = order["priority"]?.stringValue { order["priority"] = .string(text.lowercased()) }
      }
    }
    #expect(found.failures.map(\.failureClass) == [.silentAcceptance, .silentAcceptance])
  }

  @Test func `an object of which nobody looks at anything is one report`() async throws {
    let found = try await report {
      Shop.changing { order in
        if case .object? = order["customer"] { order["customer"] = ["name": "a", "vip": true] }
      }
    }
    #expect(found.failures.count == 1)
    #expect(found.failures.first?.notes.first?.contains("/customer/(further members)") == true)
  }

  @Test func `an exception of one line is one cause however it is worded`() async throws {
    let failure = try await failure { order in
      guard let notes = order["notes"]?.stringValue, !notes.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
      let count = notes.unicodeScalars.count { !$0.isASCII }
      let what = count == 1 ? "character '\\x80' in position 0" : "characters in position 0-\(count)"
      return .crashed(
        Crash(
          "it ended", line: "UnicodeEncodeError: 'ascii' codec can't encode \(what)",
          location: "agent.py:9 in answer"))
    }
    #expect(failure.confirmation == .confirmed)
    guard case .payload(let payload) = failure.content else { return }
    #expect(payload["notes"] == "\u{80}")
  }

  @Test func `what to do about a crash is said of the payload that shows it`() async throws {
    let absent = try await failure { order in
      order["notes"] == nil ? .crashed(Crash("it ended", line: "KeyError: 'notes'")) : nil
    }
    #expect(absent.remedy.first?.contains("\"notes\" may be absent") == true)
    let empty = try await failure { order in
      order["tags"] == [] ? .crashed(Crash("it ended", line: "IndexError: list index out of range")) : nil
    }
    #expect(empty.remedy.first?.contains("/tags may be empty") == true)
    let divided = try await failure { order in
      guard order["customer"]?["vip"] == false else { return nil }
      return .crashed(Crash("it ended", line: "ZeroDivisionError: division by zero"))
    }
    #expect(divided.remedy.first?.contains("may be 0") == false)
    let foreign = try await failure { order in
      order["priority"] == "low" ? .crashed(Crash("it ended", line: "KeyError: 'queue'")) : nil
    }
    #expect(foreign.remedy.first?.contains("may be absent") == false)
    let other = try await failure { order in
      order["priority"] == "high" ? .crashed(Crash("it ended", line: "ValueError: no queue")) : nil
    }
    #expect(other.remedy.first?.contains("must be able to work on it.") == true)
    #expect(other.remedy.last?.contains("narrow the contract \"order\"") == true)
  }

  @Test func `an unusual form of a valid payload is not called broken`() async throws {
    let failure = try await failure { order in
      order["seat"]?.text().contains(".") == true
        ? .crashed(Crash("it ended", line: "TypeError: Decimal")) : nil
    }
    #expect(failure.mutation?.operation == .wholeAsFraction)
    #expect(failure.remedy.first?.hasPrefix("The payload keeps the contract") == true)
  }

  @Test func `a crash that nothing tells beforehand is paid for a few times only`() async throws {
    var crashes = 0
    let found = try await report {
      { content in
        guard case .payload(let payload) = content, case .accepted = Shop.strict(content),
          let seat = payload["seat"]?.intValue, seat % 3 != 0
        else { return Shop.strict(content) }
        crashes += 1
        return .crashed(Crash("it ended", line: "ValueError: seat \(seat)"))
      }
    }
    #expect(found.failures.count == 1)
    #expect(crashes < 100)
    #expect(found.shortfalls.contains { $0.contains("cases were left out that repeat what was tried") })
  }

  @Test func `what counts the cases is shown by the same case again and again, and by its token`()
    async throws
  {
    let make: () -> FreshConsumer.Body = {
      var count = 0
      return { content in
        guard case .accepted = Shop.strict(content) else { return Shop.strict(content) }
        count += 1
        return count > 25 ? .crashed(Crash("it ended", line: "MemoryError")) : Shop.strict(content)
      }
    }
    let found = try await report(make)
    let failure = try #require(found.failures.first)
    let again = Array(repeating: failure.content, count: 25)
    #expect(failure.confirmation == .dependsOnState(after: again, isShortest: true))
    #expect(failure.text.contains("after: 25 times: "))
    #expect(failure.replay.utf8.count < 600)
    let replayed = try await Self.campaign.get().replay(failure.replay, FreshConsumer(make))
    #expect(replayed.failures.map(\.confirmation) == [failure.confirmation])
    #expect(replayed.failures.map(\.remedy) == [failure.remedy])
  }

  @Test func `a token of a boundary does not speak of a contract that has changed`() async throws {
    let failure = try await failure { $0["seat"] == 60 ? .rejected("no row 60") : nil }
    let replayed = try await Self.campaign.get().replay(failure.replay, FreshConsumer { Shop.strict })
    #expect(replayed.shortfalls == ["only the case of the token was run, once, and it did not fail"])
  }

  @Test func `a value that one payload leaves behind for the next is found, and shown by its token`()
    async throws
  {
    let make: () -> FreshConsumer.Body = {
      var last: JSONValue?
      return { content in
        guard case .payload(.object(var order)) = content,
          case .accepted(let answer, _) = Shop.strict(content)
        else { return Shop.strict(content) }
        last = order["notes"] ?? last
        order["notes"] = last
        return .accepted(answer: answer, understood: Understanding(.object(order)))
      }
    }
    let found = try await report(make)
    #expect(found.failures.map(\.failureClass) == [.misinterpretation])
    let failure = try #require(found.failures.first)
    guard case .dependsOnState(let before, true) = failure.confirmation else {
      Issue.record("\(failure.text)")
      return
    }
    #expect(before.count == 1)
    let replayed = try await Self.campaign.get().replay(failure.replay, FreshConsumer(make))
    #expect(replayed.failures.map(\.confirmation) == [failure.confirmation])
  }

  @Test func `what a consumer fills in by itself is nobody's fault`() async throws {
    let found = try await report {
      { content in
        guard case .payload(.object(var order)) = content,
          case .accepted(let answer, _) = Shop.strict(content)
        else { return Shop.strict(content) }
        // Worked out of the payload: now and then by chance what came before.
        if order["notes"] == nil { order["notes"] = order["priority"] == "high" ? "a" : "" }
        return .accepted(answer: answer, understood: Understanding(.object(order)))
      }
    }
    #expect(found.failures == [])
  }

  @Test func `a case that fails now and then is replayed to see how often`() async throws {
    var count = 0
    let consumer = FreshConsumer {
      { content in
        count += 1
        return count % 5 == 0 ? .rejected("busy") : Shop.strict(content)
      }
    }
    var campaign = try Self.campaign.get()
    campaign.options.replays = 20
    let order = try JSONValue(
      parsing:
        #"{"orderId":"O-0001","priority":"low","seat":1,"customer":{"name":"a","vip":true},"items":[{"sku":"ab","quantity":1}]}"#
    )
    let token = HandoffCampaign.token(for: .payload(order), on: "taker->shipper")
    let found = try await campaign.replay(token, consumer)
    #expect(found.failures.map(\.confirmation) == [.flaky(FailureRate(failures: 4, of: 20))])
  }

  @Test func `exceptions of one line are one cause whatever their kinds`() async throws {
    let failure = try await failure { order in
      guard let notes = order["notes"]?.stringValue, !notes.isEmpty else { return nil }
      let line =
        notes.utf8.count % 2 == 0 ? "KeyError: 'a'" : "ValueError: Single '{' encountered in format string"
      return .crashed(Crash("it ended", line: line, location: "agent.py:6 in answer"))
    }
    #expect(failure.notes.contains { $0.contains("other last words") })
  }

  @Test func `a consumer that never answers is not told what to do about payloads`() async throws {
    let silent = SilentConsumer()
    let found = try await Self.campaign.get().run(silent)
    #expect(found.failures.count == 1)
    #expect(found.failures.first?.remedy.first?.hasPrefix("The payload is not to blame") == true)
    #expect(!found.isComplete)
  }

  @Test func `identifiers that match a pattern come twice now and then`() throws {
    let schema = try Schema([
      "type": "array", "minItems": 2, "maxItems": 4,
      "items": ["type": "string", "pattern": "^[A-Z]{2}[0-9]{4}$"],
    ])
    let payloads = PayloadGenerator(schema).payloads(count: 100, seed: 1).payloads
    let twice = payloads.count { Set($0.arrayValue ?? []).count < $0.arrayValue?.count ?? 0 }
    #expect((5...60).contains(twice), "\(twice)")
  }

  @Test func `a fraction is one for readers with doubles, too`() async throws {
    let number: JSONValue = ["type": "integer", "minimum": 4_503_599_627_370_496]
    let schema = try Schema(number)
    let broken = FractionForInteger().changes(
      of: 9_007_199_254_740_993, .whole,
      at: MutationSite(
        id: schema.graph.root, plan: GenerationPlan(schema), surroundings: MutationSurroundings(of: schema)))
    guard case .value(.number(let became))? = broken.first?.content else {
      Issue.record("\(broken)")
      return
    }
    #expect(Double(became.literal).map { $0 != $0.rounded() } == true)
  }

  @Test func `names of a map that nobody looks at are found`() async throws {
    let scores: JSONValue = [
      "type": "object", "patternProperties": ["^[a-z]{2}$": ["type": "number", "minimum": 0, "maximum": 1]],
      "additionalProperties": false,
    ]
    var scorer = Agent(name: "scorer")
    scorer.produces = "scores"
    var ranker = Agent(name: "ranker")
    ranker.accepts = .contract("scores")
    ranker.finishes = .yes
    let system = AgentSystem(
      name: "ranking", entry: ["scorer"], contracts: [Contract(name: "scores", output: scores)],
      agents: [scorer, ranker], handoffs: [Handoff(from: "scorer", to: "ranker")])
    let found = try await HandoffCampaign(system, handoff: "scorer->ranker").run(
      FreshConsumer {
        { content in
          guard case .payload(.object(let members)) = content else { return .rejected("no object") }
          let isFitting = members.allSatisfy { member in
            guard case .number(let number) = member.value, let share = Double(number.literal) else {
              return false
            }
            return (0...1).contains(share)
          }
          return isFitting ? .accepted(answer: nil, understood: nil) : .rejected("no score")
        }
      })
    #expect(found.failures.map(\.mutation?.operation) == [.extraMember])
  }
}

/// A consumer that ends at each start and is given up.
private final class SilentConsumer: HandoffConsumer {
  private var starts = 0
  let readsText = true
  var surrender: String? { starts >= 3 ? "no answer in 3 starts" : nil }

  func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer {
    starts += 1
    return .crashed(Crash("it ended with status 1", line: "ModuleNotFoundError: No module named 'x'"))
  }
}
