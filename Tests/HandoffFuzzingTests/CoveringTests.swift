import HandoffContracts
import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("Covering payloads")
struct CoveringTests {
  private func payloads(_ schema: JSONValue) throws -> [String: JSONValue] {
    let builder = CaseBuilder(try Schema(schema))
    var result: [String: JSONValue] = [:]
    for obligation in Obligation.all(in: builder.plan) {
      let label = obligation.label(in: builder.plan.graph)
      let random = SplitMix64(seed: 1, stream: label, index: 0)
      result[label] = try? builder.covering(obligation, index: 0, random: random).payload
    }
    return result
  }

  @Test(arguments: SampleSchemas.names)
  func `every covering payload is valid, and its choices build it again`(name: String) throws {
    let schema = try SampleSchemas.schema(name)
    let builder = CaseBuilder(schema)
    for obligation in Obligation.all(in: builder.plan) {
      let random = SplitMix64(seed: 3, stream: name, index: 0)
      guard let built = try? builder.covering(obligation, index: 0, random: random) else { continue }
      #expect(schema.isValid(built.payload))
      #expect(built.mutation == nil)
      let again = try builder.covering(obligation, Draws(replaying: built.record.words))
      #expect(again.payload == built.payload)
    }
  }

  @Test(arguments: SampleSchemas.names)
  func `every boundary, branch, member and listed value is shown`(name: String) throws {
    let builder = CaseBuilder(try SampleSchemas.schema(name))
    var missed: [String] = []
    for obligation in Obligation.all(in: builder.plan) {
      let random = SplitMix64(seed: 3, stream: name, index: 0)
      if (try? builder.covering(obligation, index: 0, random: random)) == nil {
        missed.append(obligation.label(in: builder.plan.graph))
      }
    }
    // What one schema leaves out, another one of the same value asks for.
    let contradicted = [
      "condition": ["/if: valid without \"urgent\""], "merge": ["/allOf/1: valid without \"a\""],
    ]
    #expect(missed == contradicted[name] ?? [])
  }

  @Test func `what is shown stands at the boundary`() throws {
    let found = try payloads([
      "type": "object", "required": ["seat", "name", "tags"],
      "properties": [
        "seat": ["type": "integer", "exclusiveMinimum": 0, "maximum": 60],
        "name": ["type": "string", "minLength": 2, "maxLength": 5],
        "tags": [
          "type": "array", "minItems": 1, "maxItems": 3, "uniqueItems": true, "items": ["type": "integer"],
        ],
        "class": ["enum": ["first", "second"]],
      ],
    ])
    #expect(found["/properties/seat: valid at the least number"]?["seat"] == 1)
    #expect(found["/properties/seat: valid at the greatest number"]?["seat"] == 60)
    #expect(found["/properties/name: valid at the least length"]?["name"]?.stringValue?.count == 2)
    #expect(found["/properties/name: valid at the greatest length"]?["name"]?.stringValue?.count == 5)
    #expect(found["/properties/tags: valid with the fewest items"]?["tags"]?.arrayValue?.count == 1)
    #expect(found["/properties/tags: valid with the most items"]?["tags"]?.arrayValue?.count == 3)
    #expect(found["/properties/class: valid with \"first\""]?["class"] == "first")
    #expect(found["/properties/class: valid with \"second\""]?["class"] == "second")
    #expect(found["(root): valid with \"class\""]?["class"] != nil)
    let without = try #require(found["(root): valid without \"class\""])
    #expect(without["class"] == nil)
    #expect(found.count == 10)
  }

  @Test func `each branch is taken`() throws {
    let found = try payloads([
      "oneOf": [
        ["type": "string", "minLength": 1], ["type": "integer"],
        ["if": ["const": true], "then": ["const": true], "else": ["const": []]],
      ]
    ])
    #expect(found["/oneOf/0: valid by this branch"]?.stringValue != nil)
    #expect(found["/oneOf/1: valid by this branch"]?.numberValue != nil)
    #expect(found["/oneOf/2/then: valid by this branch"] == true)
    #expect(found["/oneOf/2/else: valid by this branch"] == [])
  }

  @Test func `a boundary that another keyword forbids is unreachable, not missed`() async throws {
    var system = SampleSystem.seats
    system.handoffs[0].when = ["properties": ["seat": ["maximum": 9]]]
    let schema = try Schema(["allOf": [SampleSystem.request, ["properties": ["seat": ["maximum": 9]]]]])
    let report = try await HandoffCampaign(system, handoff: "triage->seats").run(
      PayloadConsumer { payload in
        if !schema.isValid(payload.value) { throw HandoffFailure("seat_taken") }
      })
    let seat = "/contracts/request/output/properties/seat"
    #expect(
      report.coverage.unreachable.map(\.goal) == [
        "/handoffs/0/when: valid without \"seat\"", "\(seat): valid at the greatest number",
        // What is cut off a seat below 10 leaves a seat.
        "/handoffs/0/when/properties/seat: truncated-number",
      ])
    #expect(!report.coverage.missed.contains { $0.goal.contains("valid") })
  }

  @Test func `coverage tells what was caught from what escaped`() async throws {
    let schema = try Schema(SampleSystem.request)
    let report = try await HandoffCampaign(SampleSystem.seats, handoff: "triage->seats").run(
      PayloadConsumer { payload in
        if payload["seat"]?.stringValue != nil { return }
        if !schema.isValid(payload.value) { throw HandoffFailure("seat_taken") }
      })
    let coverage = report.coverage
    #expect(coverage.missed == [])
    #expect(coverage.reached == coverage.of)
    #expect(coverage.percent == 100)
    let seat = "/contracts/request/output/properties/seat"
    #expect(coverage.escaped.contains("\(seat): stringified-number"))
    #expect(
      coverage.escaped.allSatisfy { $0.hasPrefix(seat) || $0.hasPrefix("(root)") || $0.contains("output:") })
    let valid = Obligation.all(in: CaseBuilder(schema).plan).count
    let unusual = 1
    #expect(coverage.caught + coverage.escaped.count + valid + unusual == coverage.of)
  }

  @Test func `a campaign that was too short names what it missed`() async throws {
    let schema = try Schema(SampleSystem.request)
    let options = CampaignOptions(cases: 10)
    let report = try await HandoffCampaign(SampleSystem.seats, handoff: "triage->seats", options: options)
      .run(
        PayloadConsumer { payload in
          if !schema.isValid(payload.value) { throw HandoffFailure("seat_taken") }
        })
    #expect(report.coverage.reached < report.coverage.of)
    #expect(report.coverage.missed.count == report.coverage.of - report.coverage.reached)
    #expect(report.coverage.missed.allSatisfy { $0.reason == "not enough cases" })
  }
}
