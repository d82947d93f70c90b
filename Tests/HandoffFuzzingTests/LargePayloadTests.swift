import HandoffContracts
import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("Campaigns of large payloads")
struct LargePayloadTests {
  private struct Refusal: Error, CustomStringConvertible {
    let description = "no"
  }

  @Test func `payloads that were not kept are made again, and the report is the same`() async throws {
    // Members that nobody looks at, one that crashes whoever reads it, and refusals of what must be accepted.
    let consumer = PayloadConsumer { payload in
      if payload.value["seat"] == 60 { throw Refusal() }
      return payload.value
    }
    var campaign = try HandoffCampaign(SampleSystem.seats, handoff: "triage->seats")
    let kept = await campaign.run(consumer)
    campaign.contentLimit = 0
    let madeAgain = await campaign.run(consumer)
    #expect(kept.failures.count >= 2)
    #expect(madeAgain == kept)
  }

  @Test func `a case that was given from outside is kept, whatever its size`() {
    var sighting = Sighting(
      built: BuiltCase(given: .payload("a")),
      judgement: .init(failureClass: .crash, explanation: "", place: ""), answer: .timedOut,
      standing: .valid, member: nil, index: 0, ordinal: nil, before: .init())
    sighting.shed()
    #expect(!sighting.isShed)
    #expect(sighting.built.content == .payload("a"))
  }

  @Test func `large payloads leave time for fewer cases, which is told, unless a number is asked for`()
    async throws
  {
    var system = SampleSystem.seats
    let text = String(repeating: "a", count: 300_000)
    var members: JSONObject = ["text": ["const": .string(text)]]
    for number in 0..<100 { members["m\(number)"] = ["type": "integer"] }
    system.contracts[0].output = [
      "type": "object", "required": ["text"], "properties": .object(members),
    ]
    var campaign = try HandoffCampaign(system, handoff: "triage->seats")
    #expect(campaign.caseCount(readsText: false) == 400)
    let report = await campaign.run(PayloadConsumer { _ in }, isOver: { true })
    #expect(report.shortfalls.contains { $0.contains("leave time for 400 cases") }, "\(report.shortfalls)")
    campaign.options.cases = 900
    #expect(campaign.caseCount(readsText: false) == 900)
  }
}
