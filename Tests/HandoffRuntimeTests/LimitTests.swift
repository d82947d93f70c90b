import HandoffContracts
import HandoffRuntime
import HandoffSchema
import Testing

@Suite("Router: limits")
struct LimitTests {
  @Test func `a handoff is exhausted when it was taken as often as its limit allows`() throws {
    let small = SmallSystem(.handoff("AB", limit: 2))
    #expect(try small.routing(1, taken: [0: 1]).taken == [0])
    let routing = try small.routing(1, taken: [0: 2])
    #expect(routing.taken == [])
    #expect(routing.reasons == [0: .limit])
    #expect(routing.ending == .error)
  }

  @Test func `an attempt at an exhausted handoff takes the first handoff on a limit instead`() throws {
    for selection in [AgentSystem.Selection.choice, .firstMatch] {
      let small = SmallSystem(
        selecting: selection, .handoff("AB", limit: 1), .handoff("AC", on: .limit, from: 5),
        .handoff("AD", on: .limit),
        .handoff("AC", on: .limit))
      let routing = try small.routing(1, taken: [0: 1])
      #expect(routing.taken == [2])
      #expect(routing.enabled.first?.insteadOf == [HandoffIndex(0)])
      #expect(routing.carried == [.payload(1)])
      #expect(routing.reasons == [0: .limit, 1: .guard, 3: .earlier(HandoffIndex(2))])
      #expect(try small.routing(5, taken: [0: 1]).taken == [1])
      #expect(try small.routing(5).taken == [0])
    }
  }

  @Test func `the handoff on a limit carries the payload that was sent`() throws {
    let small = SmallSystem(
      .handoff("AA", on: .anyFailure, limit: 1), .handoff("AB", on: .limit),
      .handoff("AC", limit: 1, change: { $0.payload = .schema(["type": "string"]) }))
    let late: JSONValue = ["failure": "late"]
    let retry = try small.routing(late, .failure("late"), received: "input", taken: [0: 1])
    #expect(retry.taken == [1])
    #expect(retry.carried == [.payload(late)])
    #expect(try small.routing("text", taken: [2: 1]).carried == [.payload("text")])
  }

  @Test func `a handoff on a limit takes no part where its own limit is reached or its condition fails`()
    throws
  {
    let small = SmallSystem(
      .handoff("AB", limit: 1), .handoff("AC", on: .limit, limit: 1),
      .handoff("AC", on: .limit, condition: "it rains"),
      .handoff("AC", on: .limit, change: { $0.payload = .schema(["type": "string"]) }),
      .handoff("AD", on: .limit))
    let routing = try small.routing(1, taken: [0: 1, 1: 1], conditions: ["it rains": false])
    #expect(routing.taken == [4])
    #expect(routing.reasons == [0: .limit, 1: .limit, 2: .condition, 3: .payload])
  }

  @Test func `where its condition is unknown the next handoff on a limit is looked at too`() throws {
    let small = SmallSystem(
      selecting: .firstMatch, .handoff("AB", limit: 1), .handoff("AC", on: .limit, condition: "it rains"),
      .handoff("AD"))
    let routing = try small.routing(1, taken: [0: 1])
    #expect(routing.taken == [1, 2])
  }

  @Test func `without one the exhausted handoff is not enabled and the next is looked at`() throws {
    let small = SmallSystem(
      selecting: .firstMatch, .handoff("AB", limit: 1), .handoff("AC", on: .limit, from: 5), .handoff("AD"))
    #expect(try small.routing(1, taken: [0: 1]).taken == [2])
    #expect(try small.routing(1, taken: [0: 1]).reasons == [0: .limit, 1: .guard])
    let replaced = try small.routing(5, taken: [0: 1])
    #expect(replaced.taken == [1])
    #expect(replaced.reasons == [0: .limit, 2: .earlier(HandoffIndex(0))])
  }

  @Test func `under choice one handoff on a limit stands once for all that are exhausted`() throws {
    let small = SmallSystem(
      .handoff("AB", limit: 1), .handoff("AC", limit: 1), .handoff("AD", on: .limit), .handoff("AD"))
    let routing = try small.routing(1, taken: [0: 1, 1: 1])
    #expect(routing.taken == [2, 3])
    #expect(routing.enabled.map(\.insteadOf) == [[HandoffIndex(0), HandoffIndex(1)], []])
  }

  @Test func `an exhausted handoff that does not match is not attempted`() throws {
    let small = SmallSystem(.handoff("AB", from: 5, limit: 1), .handoff("AD", on: .limit))
    #expect(try small.routing(1, taken: [0: 1]).reasons == [0: .guard, 1: .otherOutcome])
  }

  @Test func `an arrival beyond an agent's limit takes the agent's own handoff on a limit`() throws {
    let small = SmallSystem(
      .handoff("AB"), .handoff("AC", on: .limit, from: 5), .handoff("AD", on: .limit, limit: 1))
    // What arrives need not be anything that the agent offers.
    let routing = try small.routing("anything", .limit)
    #expect(routing.taken == [1])
    #expect(routing.carried == [.payload("anything")])
    #expect(routing.isOffered)
    #expect(routing.reasons == [0: .otherOutcome, 2: .earlier(HandoffIndex(1))])
    #expect(try small.routing(1, .limit).taken == [2])
    #expect(try small.routing(1, .limit, taken: [2: 1]).taken == [])
  }

  @Test func `without one the run ends with an error, also where the agent finishes, returns or is human`()
    throws
  {
    var small = SmallSystem(.handoff("BA", change: { $0.returns = true }))
    small.change("A") {
      $0.finishes = .yes
      $0.kind = .human
    }
    let routing = try small.routing(1, .limit)
    #expect(routing.ending == .error)
    #expect(!routing.mayFinish)
  }

  @Test func `an enabled handoff says how often its receiver still runs`() throws {
    var small = SmallSystem(.handoff("AB"), .handoff("AC"))
    small.change("B") { $0.limit = 3 }
    #expect(try small.routing(1).enabled.map(\.visitsLeft) == [3, nil])
    #expect(try small.routing(1, visited: ["B": 2]).enabled.map(\.visitsLeft) == [1, nil])
    #expect(try small.routing(1, visited: ["B": 4]).enabled.map(\.visitsLeft) == [0, nil])
  }

  @Test
  func `beyond the run's limit the work goes to the agent that takes it, or the run ends with an error`()
    throws
  {
    var small = SmallSystem(.handoff("AB"), .handoff("AC", from: 5), .handoff("BA"))
    small.system.limits = AgentSystem.RunLimit(handoffs: 3, onLimit: "D")
    #expect(try small.routing(1, taken: [0: 1, 2: 1]).taken == [0])
    let routing = try small.routing(1, taken: [0: 2, 2: 1])
    #expect(routing.taken == [])
    #expect(routing.reasons == [0: .runLimit, 1: .guard])
    #expect(routing.runLimit == Routing.RunLimit(target: small.agent("D"), payload: 1))
    #expect(routing.ending == nil)
    small.system.limits?.onLimit = nil
    let error = try small.routing(1, taken: [0: 2, 2: 1])
    #expect(error.runLimit == Routing.RunLimit(target: nil, payload: 1))
    #expect(error.ending == .error)
  }

  @Test func `what the run's limit stops is refused in declaration order, and control may still go back`()
    throws
  {
    var small = SmallSystem(
      .handoff("AB"), .handoff("AC", from: 5), .handoff("AD"), .handoff("BA", change: { $0.returns = true }))
    small.system.limits = AgentSystem.RunLimit(handoffs: 1)
    let routing = try small.routing(1, taken: [3: 1])
    #expect(routing.refused.map(\.handoff.rawValue) == [0, 1, 2])
    #expect(routing.returns.map(\.handoff.rawValue) == [3])
    #expect(routing.ending == nil)
  }

  @Test func `the run's limit does not keep a run from ending`() throws {
    var small = SmallSystem(.handoff("AB", from: 5))
    small.change("A") { $0.finishes = .yes }
    small.system.limits = AgentSystem.RunLimit(handoffs: 1)
    let routing = try small.routing(1, taken: [0: 1])
    #expect(routing.runLimit == nil)
    #expect(routing.ending == .finish)
  }

  @Test func `counts that are too large to add do not trap`() throws {
    var small = SmallSystem(.handoff("AB"), .handoff("BA"))
    small.system.limits = AgentSystem.RunLimit(handoffs: 1)
    #expect(try small.routing(1, taken: [0: .max, 1: .max]).reasons == [0: .runLimit])
  }
}
