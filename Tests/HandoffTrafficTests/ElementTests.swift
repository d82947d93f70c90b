import HandoffContracts
import HandoffFuzzing
import HandoffRouting
import HandoffSchema
import HandoffTraffic
import Testing

@Suite("Handoffs that bring each element")
struct ElementTests {
  @Test func `the receiver is held against the elements, not the whole`() {
    #expect(refusals(items: ["type": "integer", "minimum": 1], accepts: ["type": "integer"]) == [])
    let refused = refusals(
      items: ["type": "integer", "minimum": 0], accepts: ["type": "integer", "minimum": 1])
    #expect(refused.count == 1)
    #expect(refused.first?.witness?.payload?["items"]?[0] == 0)
  }

  @Test func `a campaign draws elements`() throws {
    let system = system(items: ["type": "integer", "minimum": 1, "maximum": 3], accepts: ["type": "integer"])
    var traffic = Traffic(system)
    let campaign = try HandoffCampaign(Passage(along: HandoffIndex(0)), in: &traffic)
    let drawn = PayloadGenerator(campaign.schema).payloads(count: 40, seed: 1).payloads
    #expect(Set(drawn) == [1, 2, 3])
  }

  @Test func `a guard on the whole payload narrows what a member of it can be`() {
    let guardSchema: JSONValue = ["properties": ["items": ["items": ["minimum": 5]]]]
    let system = system(
      items: ["type": "integer"], accepts: ["type": "integer", "minimum": 5], when: guardSchema)
    #expect(RoutingAudit().audit(system).findings.filter { $0.rule == "handoff-incompatible" } == [])
  }

  private func refusals(items: JSONValue, accepts: JSONValue) -> [Finding] {
    RoutingAudit().audit(system(items: items, accepts: accepts)).findings.filter {
      $0.rule == "handoff-incompatible"
    }
  }

  private func system(items: JSONValue, accepts: JSONValue, when guardSchema: JSONValue? = nil) -> AgentSystem
  {
    var system = AgentSystem(name: "map", entry: ["a"], agents: [Agent(name: "a"), Agent(name: "b")])
    system.contracts = [
      Contract(
        name: "list",
        output: [
          "type": "object", "required": ["items"], "additionalProperties": false,
          "properties": ["items": ["type": "array", "items": items, "minItems": 1]],
        ])
    ]
    system.agents[0].produces = "list"
    system.agents[1].accepts = .schema(accepts)
    system.agents[1].finishes = .yes
    var handoff = Handoff(from: "a", to: "b", when: guardSchema)
    handoff.each = JSONPointer(tokens: ["items"])
    system.handoffs = [handoff]
    return system
  }
}
