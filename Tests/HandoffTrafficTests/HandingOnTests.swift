import HandoffContracts
import HandoffFuzzing
import HandoffRouting
import HandoffSchema
import HandoffTraffic
import Testing

/// What is said of systems in which agents at their limits hand on what they get.
@Suite("Handing on at limits")
struct HandingOnTests {
  private static let contracts: JSONValue = [
    "list": [
      "output": [
        "type": "object", "required": ["items"],
        "properties": ["items": ["type": "array", "items": ["type": "integer"]]],
      ]
    ],
    "number": ["output": ["type": "integer"]], "text": ["output": ["type": "string"]],
    "note": ["output": ["type": "object", "required": ["note"], "properties": ["note": ["type": "string"]]]],
  ]

  private func system(
    _ agents: JSONValue, _ handoffs: JSONValue, _ more: KeyValuePairs<String, JSONValue> = [:]
  ) throws -> AgentSystem {
    var manifest: JSONObject = [
      "handoffSystem": 1, "name": "office", "entry": "start", "contracts": Self.contracts, "agents": agents,
      "handoffs": handoffs,
    ]
    for (key, value) in more { manifest[key] = value }
    return try AgentSystem(
      manifest: JSONDocument(parsing: Array(JSONValue.object(manifest).text().utf8)), file: "office.json")
  }

  private func rules(_ system: AgentSystem, _ severity: Severity = .warning) -> [String] {
    RoutingAudit().audit(system).findings.filter { $0.severity >= severity }.map(\.rule)
  }

  @Test func `elements are handed on, not the array that they come from`() throws {
    let system = try system(
      [
        "start": ["produces": "list"], "a": ["produces": "list", "limit": 1, "accepts": ["type": "object"]],
        "b": ["produces": "number", "limit": 1, "accepts": ["type": "integer"], "finishes": true],
        "desk": ["accepts": ["type": "integer"], "kind": "human"],
      ],
      [
        ["from": "start", "to": "a"], ["from": "a", "to": "start"],
        ["from": "a", "to": "b", "on": "limit", "each": "/items"],
        ["from": "b", "to": "desk", "on": "limit"],
      ])
    #expect(!rules(system).contains("handoff-incompatible"))
  }

  @Test func `a join hands on what its branches bring together, also what they bring at limits`() throws {
    let system = try system(
      [
        "start": ["produces": "text"],
        "a": ["produces": "note", "limit": 1, "accepts": ["type": "string"]],
        "b": ["produces": "list", "accepts": ["type": "string"]],
        "join": [
          "join": ["receives": "bySender"], "produces": "text", "limit": 1, "accepts": ["type": "object"],
          "finishes": true,
        ], "desk": ["accepts": ["type": "object"], "kind": "human"],
      ],
      [
        ["from": "start", "to": "a", "parallel": "g"], ["from": "start", "to": "b", "parallel": "g"],
        ["from": "a", "to": "join"], ["from": "b", "to": "join"], ["from": "a", "to": "join", "on": "limit"],
        ["from": "join", "to": "start"], ["from": "join", "to": "desk", "on": "limit"],
      ])
    #expect(!rules(system).contains("handoff-incompatible"))
    var traffic = Traffic(system)
    let found = traffic.schema(of: traffic.cargo(of: HandoffIndex(6)))
    let schema = try #require(found)
    #expect(traffic.questions[schema.number].isValid(["a": "x", "b": ["items": []]]))
    #expect(!traffic.questions[schema.number].isValid("x"))
  }

  @Test func `what is not known of an exhausted handoff is not known of the one on the limit`() throws {
    func system(guards: Int) throws -> AgentSystem {
      var handoffs: [JSONValue] = (0..<guards).map {
        ["from": "start", "to": "desk", "when": ["const": .number(JSONNumber($0))]]
      }
      handoffs += [
        ["from": "start", "to": "desk", "limit": 1], ["from": "start", "to": "reader", "on": "limit"],
      ]
      return try self.system(
        [
          "start": ["produces": "number", "accepts": ["type": "integer"]],
          "desk": ["kind": "human", "accepts": ["type": "integer"]],
          "reader": ["kind": "human", "accepts": ["type": "string"]],
        ], .array(handoffs), ["selection": "firstMatch"])
    }
    #expect(rules(try system(guards: 20)).contains("handoff-incompatible"))
    let many = try system(guards: 258)
    let doubts = RoutingAudit().audit(many).findings.filter { $0.rule == "handoff-undecided" }
    #expect(doubts.contains { $0.handoffs.contains("start->reader") })
    #expect(throws: CampaignError.self) { try HandoffCampaign(many, handoff: "start->reader") }
    do {
      _ = try HandoffCampaign(many, handoff: "start->reader")
    } catch {
      #expect("\(error)".contains("more than 256 guards bear on it"))
    }
  }

  @Test func `what handoffs for no target take is never finished with`() throws {
    func system(_ trigger: String) throws -> AgentSystem {
      try self.system(
        [
          "start": ["produces": "text", "accepts": ["type": "string"], "finishes": true],
          "b": ["produces": "text", "accepts": ["type": "string"]],
        ], [["from": "start", "to": "b", "on": .string(trigger)], ["from": "b", "to": "start"]],
        ["selection": "firstMatch", "limits": ["handoffs": 5]])
    }
    #expect(rules(try system("none"), .error) == rules(try system("output"), .error))
    #expect(rules(try system("none")).contains("no-finish"))
  }

  @Test func `the limit of a handoff on the limit is no limit that is ever reached`() throws {
    func reach(_ members: JSONObject) throws -> [String] {
      var last: JSONObject = ["from": "start", "to": "d", "on": "limit"]
      for member in members { last[member.key] = member.value }
      let system = try system(
        [
          "start": ["produces": "text", "accepts": ["type": "string"]],
          "b": ["produces": "text", "accepts": ["type": "string"], "finishes": true],
          "d": ["produces": "text", "accepts": ["type": "integer"], "finishes": true],
        ], [["from": "start", "to": "b"], .object(last)])
      return rules(system)
    }
    #expect(try reach([:]).contains("agent-unreachable"))
    #expect(try reach(["limit": 2]).contains("agent-unreachable"))
    #expect(try !reach(["limit": 2]).contains("limit-unrouted"))
  }

  @Test func `what is on its way at the run's limit is handed on, also by the entry`() throws {
    let system = try system(
      [
        "start": ["produces": "number", "limit": 1, "finishes": true],
        "desk": ["accepts": ["type": "integer"], "kind": "human"],
      ], [["from": "start", "to": "desk", "on": "limit"]],
      ["limits": ["handoffs": 5, "onLimit": "start"]])
    var traffic = Traffic(system)
    #expect(traffic.cargo(of: HandoffIndex(0)).hasUndeclared)
    do {
      _ = try HandoffCampaign(system, handoff: "start->desk")
      Issue.record("a campaign began over what nobody declares")
    } catch {
      #expect("\(error)".contains("was handed to it"))
      #expect(!"\(error)".contains("declares no contract"))
    }
  }

  @Test func `a member that is no array brings nothing, and so nothing arrives at a limit`() throws {
    let system = try system(
      [
        "start": ["produces": "note", "finishes": true],
        "b": ["produces": "number", "limit": 1, "accepts": ["type": "integer"], "finishes": true],
        "desk": ["accepts": ["type": "integer"], "kind": "human"],
      ],
      [["from": "start", "to": "b", "each": "/note"], ["from": "b", "to": "desk", "on": "limit"]])
    var traffic = Traffic(system)
    #expect(traffic.schema(of: traffic.cargo(of: HandoffIndex(0))) == nil)
    #expect(!traffic.cargo(of: HandoffIndex(1)).hasUndeclared)
  }

  @Test func `a join by sender of many branches is put together without choosing among them`() throws {
    let names = (0..<12).map { "b\($0)" }
    var agents: JSONObject = [
      "start": ["produces": "text"],
      "join": [
        "join": ["wait": 6, "receives": "bySender"], "accepts": ["type": "object"], "kind": "human",
      ],
    ]
    for name in names { agents[name] = ["produces": "note"] }
    let handoffs =
      names.map { ["from": "start", "to": .string($0), "parallel": "g"] as JSONValue }
      + names.map { ["from": .string($0), "to": "join"] as JSONValue }
    let system = try system(.object(agents), .array(handoffs))
    #expect(!rules(system).contains("handoff-undecided"))
  }

  @Test func `a group answers one outcome: on a failure it opens nothing for outputs`() throws {
    let system = try system(
      [
        "start": ["produces": "text", "accepts": ["type": "string"]],
        "x": ["kind": "human"], "y": ["produces": "text", "finishes": true, "accepts": ["type": "string"]],
        "z": ["accepts": ["type": "integer"], "kind": "human"],
      ],
      [
        ["from": "start", "to": "x", "on": "failure", "parallel": "g"], ["from": "start", "to": "y"],
        ["from": "start", "to": "z", "parallel": "g"],
      ], ["selection": "firstMatch"])
    #expect(rules(system).contains("handoff-shadowed"))
  }

  @Test func `a campaign over a schema that cannot be compiled does not begin`() {
    var system = AgentSystem(name: "s", entry: ["a"])
    system.contracts = [Contract(name: "c", output: ["type": "string"])]
    var a = Agent(name: "a")
    a.produces = "c"
    var b = Agent(name: "b")
    b.accepts = .schema(["type": "strnig"])
    system.agents = [a, b]
    system.handoffs = [Handoff(from: "a", to: "b")]
    #expect {
      try HandoffCampaign(system, handoff: "a->b")
    } throws: {
      guard case .schema? = ($0 as? CampaignError)?.reason else { return false }
      return true
    }
  }
}
