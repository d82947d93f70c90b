import HandoffContracts
import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("Deliveries in a row")
struct SequenceOperatorTests {
  private func report(_ body: @escaping () -> FreshConsumer.Body)
    async throws -> CampaignReport
  {
    let options = CampaignOptions(seed: 3)
    return try await HandoffCampaign(Shop.system, handoff: "taker->shipper", options: options)
      .run(FreshConsumer(body))
  }

  @Test(arguments: MutationOperator.ofSequences)
  func `the last payload keeps the contract, and the choices make the same again`(
    operation: MutationOperator
  ) throws {
    let campaign = try CampaignSubject.ofShop()
    for ordinal in 0..<40 {
      let built = try campaign.build(.sequence(operation), ordinal: ordinal, seed: 1)
      guard case .payload(let payload) = built.content else {
        Issue.record("a text was made")
        return
      }
      #expect(campaign.schema.isValid(payload))
      #expect(!built.before.isEmpty)
      let again = try campaign.build(.sequence(operation), from: built.choices)
      #expect(again.content == built.content && again.before == built.before)
    }
  }

  @Test func `an order that comes twice and ends the consumer is one report that shows both`() async throws {
    let found = try await report {
      var known: Set<JSONValue> = []
      return { content in
        let answer = Shop.strict(content)
        guard case .payload(let payload) = content, case .accepted = answer else { return answer }
        return known.insert(payload).inserted
          ? answer : .crashed(Crash("it ended", line: "IntegrityError: UNIQUE constraint failed: orders.id"))
      }
    }
    #expect(found.failures.map(\.failureClass) == [.crash])
    let failure = try #require(found.failures.first)
    #expect(failure.confirmation == .dependsOnState(after: [failure.content], isShortest: true))
    let token = failure.replay
    let options = CampaignOptions(seed: 3)
    let again = try await HandoffCampaign(Shop.system, handoff: "taker->shipper", options: options)
      .replay(
        token,
        FreshConsumer {
          var count = 0
          return { content in
            count += 1
            return count == 2 ? .crashed(Crash("it ended", line: "second")) : Shop.strict(content)
          }
        })
    #expect(again.failures.count == 1)
  }

  @Test func `what comes twice may be refused`() async throws {
    let found = try await report {
      var last: JSONValue?
      return { content in
        let answer = Shop.strict(content)
        guard case .payload(let payload) = content, case .accepted = answer else { return answer }
        defer { last = payload }
        // The campaign itself seldom sends the same order twice in a row.
        return payload == last && payload["notes"] != nil ? .rejected("known already") : answer
      }
    }
    #expect(found.failures == [])
  }

  @Test func `a consumer that stays shut after a failure is found`()
    async throws
  {
    let shut: @Sendable () -> FreshConsumer.Body = {
      var isShut = false
      return { content in
        let answer = Shop.strict(content)
        if case .payload(let payload) = content, payload["failure"] == "timed_out",
          payload.objectValue?.count == 1
        {
          isShut = true
          return .rejected("timed out")
        }
        guard case .payload(let payload) = content, case .accepted = answer, isShut else { return answer }
        // It recovers with the first order whatever it is.
        isShut = false
        return .rejected("no connection for \(payload["orderId"]?.stringValue ?? "")")
      }
    }
    let found = try await report(shut)
    #expect(found.failures.map(\.failureClass) == [.overStrict])
    #expect(found.failures.first?.confirmation.name == "depends-on-state")
  }

  @Test func `a number or a date tells which payload is later`() {
    #expect((["a": "x", "n": 4] as JSONValue).later { _ in true } == ["a": "x", "n": 5])
    #expect((["n": 9] as JSONValue).later { $0["n"]?.intValue ?? 0 < 10 } == nil)
    #expect((["at": "2024-05-01"] as JSONValue).later { _ in true } == ["at": "2025-05-01"])
    #expect((["list": [1]] as JSONValue).later { _ in true } == nil)
  }

  @Test func `payloads of an earlier declaration are tried, those that break the contract as it is now`()
    async throws
  {
    var earlier = Shop.system
    earlier.contracts[0].output = [
      "type": "object", "required": ["order_id"], "properties": ["order_id": ["type": "integer"]],
    ]
    let campaign = try HandoffCampaign(Shop.system, handoff: "taker->shipper", earlier: earlier)
    let found = await campaign.run(
      FreshConsumer {
        { content in
          guard case .payload(let payload) = content, payload["order_id"]?.intValue != nil else {
            return Shop.strict(content)
          }
          return .accepted(answer: ["boxes": 1], understood: nil)
        }
      })
    #expect(found.failures.map(\.failureClass) == [.silentAcceptance])
    let operations = found.failures.flatMap { $0.ways.compactMap(\.operation) }
    #expect(operations.contains(.olderPayload))
    let without = try HandoffCampaign(Shop.system, handoff: "taker->shipper")
    #expect(await without.run(FreshConsumer { Shop.strict }).failures == [])
  }

  @Test func `of two versions that differ in a bound a payload between both is known`() throws {
    let wide = try Schema(["type": "integer", "minimum": 0, "maximum": 1_000_003])
    let narrow = try Schema(["type": "integer", "minimum": 0, "maximum": 1_000_001])
    let payloads = SamplePayloads(of: wide, refusedBy: narrow).payloads
    #expect(!payloads.isEmpty)
    #expect(payloads.allSatisfy { wide.isValid($0) && !narrow.isValid($0) })
    #expect(SamplePayloads(of: narrow, refusedBy: wide).payloads.isEmpty)
  }
}
