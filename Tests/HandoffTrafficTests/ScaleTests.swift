import HandoffContracts
import HandoffFuzzing
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import HandoffTraffic
import Testing

/// Twice the system costs about twice the time; the bounds are generous, because other work may run beside the tests.
///
/// Systems have a quarter of their size unless `HANDOFF_LAWS` is `whole`.
@Suite("Scale", .serialized)
struct ScaleTests {
  struct Family: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var size: Int
    var make: @Sendable (Int) -> AgentSystem
  }

  static let families = [
    Family(testDescription: "branches into a merged join", size: 200) { fan($0, .merged) },
    Family(testDescription: "branches into a join by sender", size: 200) { fan($0, .bySender) },
    Family(testDescription: "limited handoffs of one agent, under choice", size: 200) {
      limited($0, .choice, isGuarded: false)
    },
    Family(testDescription: "limited handoffs of one agent, by first match", size: 200) {
      limited($0, .firstMatch, isGuarded: false)
    },
    Family(testDescription: "guarded limited handoffs of one agent, by first match", size: 60) {
      limited($0, .firstMatch, isGuarded: true)
    },
    Family(testDescription: "a ring of limited agents that hand on at the limit", size: 300) { ring($0) },
    Family(testDescription: "failures that every handoff lists", size: 1_000) { failures($0) },
  ]

  @Test(arguments: families)
  func `the audit of a system twice as large takes no more than a few times as long`(family: Family) {
    let times = [1, 2].map { factor in
      let system = family.make(family.size * factor / (TrafficLawTests.isWhole ? 1 : 4))
      return measured { _ = RoutingAudit().audit(system) }
    }
    // A square would be four times, a cube eight; what is too short to be measured says nothing.
    #expect(times[1] < times[0] * 7 || times[1] < .milliseconds(500), "\(times)")
    #expect(times[1] < .seconds(60), "\(times)")
  }

  @Test func `many handoffs on the limit of many limited handoffs are not all followed, and that is told`() {
    func omissions(_ count: Int) -> [String?] {
      let system = limited(count, .choice, isGuarded: true, takers: count)
      var traffic = Traffic(system)
      return system.handoffIndices.suffix(count).map { traffic.cargo(of: $0).omission }
    }
    #expect(omissions(10).allSatisfy { $0 == nil })
    #expect(omissions(200).allSatisfy { $0 != nil })
  }

  @Test func `a join of many branches is prepared once for all of them`() throws {
    let times = try [100, 200].map { count in
      let system = fan(count, .bySender)
      return try measured {
        var traffic = Traffic(system)
        for handoff in system.handoffIndices.suffix(1) {
          _ = try HandoffCampaign(Passage(along: handoff), in: &traffic)
        }
        for handoff in system.handoffIndices { _ = traffic.join(awaiting: handoff) }
      }
    }
    #expect(times[1] < times[0] * 7 || times[1] < .milliseconds(500), "\(times)")
  }

  /// The better of two runs.
  private func measured(_ body: () throws -> Void) rethrows -> Duration {
    let clock = ThreadClock()
    return min(try clock.measure(body), try clock.measure(body))
  }
}

/// An object with one text of a name.
private func note(_ name: String) -> JSONValue {
  [
    "type": "object", "required": [.string(name)], "additionalProperties": false,
    "properties": .object([name: ["type": "string", "minLength": 1]]),
  ]
}

private func agent(_ name: String, produces: String? = nil, finishes: Bool = false) -> Agent {
  var agent = Agent(name: name)
  agent.produces = produces
  agent.finishes = finishes ? .yes : .no
  return agent
}

/// One agent splits the work, and a join waits for all the branches.
private func fan(_ count: Int, _ receives: Agent.Join.Received) -> AgentSystem {
  var join = agent("join", produces: "task", finishes: true)
  join.join = Agent.Join(.all, receives: receives)
  join.accepts = .schema(["type": "object"])
  let names = (0..<count).map { "b\($0)" }
  return AgentSystem(
    name: "fan", entry: ["fork"],
    contracts: [Contract(name: "task", output: note("task")), Contract(name: "part", output: note("part"))],
    agents: [agent("fork", produces: "task")] + names.map { agent($0, produces: "part") } + [join],
    handoffs: names.map { Handoff(from: "fork", to: $0, parallel: "all") }
      + names.map { Handoff(from: $0, to: "join") })
}

/// One agent with limited handoffs, and others for when a limit is reached.
private func limited(
  _ count: Int, _ selection: AgentSystem.Selection, isGuarded: Bool, takers: Int = 1
) -> AgentSystem {
  let number: JSONValue = [
    "type": "object", "required": ["n"], "properties": ["n": ["type": "integer", "minimum": 0]],
  ]
  func exactly(_ value: Int) -> JSONValue {
    ["required": ["n"], "properties": ["n": ["const": .number(JSONNumber(value))]]]
  }
  func upTo(_ value: Int) -> JSONValue {
    ["required": ["n"], "properties": ["n": ["maximum": .number(JSONNumber(value))]]]
  }
  var receiver = agent("b", finishes: true)
  receiver.accepts = .schema(["type": "object"])
  var handoffs = (0..<count).map { index in
    Handoff(from: "a", to: "b", when: isGuarded ? exactly(index) : nil, limit: 2)
  }
  handoffs += (0..<takers).map { index in
    Handoff(from: "a", to: "h", trigger: .limit, when: takers > 1 ? upTo(index) : nil)
  }
  return AgentSystem(
    name: "limited", entry: ["a"], selection: selection, contracts: [Contract(name: "n", output: number)],
    agents: [agent("a", produces: "n", finishes: true), receiver, Agent(name: "h", kind: .human)],
    handoffs: handoffs)
}

/// Agents that hand on in a circle, at their limit as well.
private func ring(_ count: Int) -> AgentSystem {
  let agents = (0..<count).map { index in
    var member = agent("a\(index)", produces: "task", finishes: index == 0)
    member.limit = 3
    return member
  }
  return AgentSystem(
    name: "ring", entry: ["a0"], contracts: [Contract(name: "task", output: note("task"))], agents: agents,
    handoffs: (0..<count).flatMap { index in
      [Handoff.Trigger.output, .limit].map {
        Handoff(from: "a\(index)", to: "a\((index + 1) % count)", trigger: $0)
      }
    })
}

/// An agent with many failures, and twenty handoffs that each name a hundred.
private func failures(_ count: Int) -> AgentSystem {
  let contract = Contract(
    name: "task", output: note("task"), failures: (0..<count).map { FailureOutput(kind: "k\($0)") })
  let handoffs = (0..<20).map { index in
    Handoff(
      from: "a", to: "h", trigger: .failures((0..<100).map { "k\(($0 * 7 + index * 37) % count)" }))
  }
  return AgentSystem(
    name: "failures", entry: ["a"], contracts: [contract],
    agents: [agent("a", produces: "task", finishes: true), Agent(name: "h", kind: .human)],
    handoffs: handoffs + [Handoff(from: "a", to: "h", trigger: .anyFailure)])
}
