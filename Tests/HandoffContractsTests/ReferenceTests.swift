import HandoffContracts
import HandoffSchema
import Testing

/// Agents and contracts that are referred to by value: nothing can be misspelt, and nothing is left out.
@Suite("References by value")
struct ReferenceTests {
  private let request = Contract("request") {
    Output { Field("seat", .integer(1...60)) }.closed()
    FailureTag("error")
    Failure("unclear") { Field("why", .string) }.closed()
    Failure("silent")
  }

  @Test func `values say the same as names`() throws {
    let desk = Human("desk")
    let triage = Agent("triage") { Produces(request) }
    let booker = Agent("booker") {
      Accepts(request)
      Finishes()
    }
    let byValue = AgentSystem("s", entry: triage) {
      triage
      booker
      desk
      Handoff(triage, to: booker)
      Handoff(triage, to: desk, on: .anyFailure)
      Handoff("booker", to: desk)
    }
    let byName = AgentSystem("s", entry: "triage") {
      Agent("triage") { Produces("request") }
      Agent("booker") {
        Accepts("request")
        Finishes()
      }
      Human("desk")
      request
      Handoff("triage", to: "booker")
      Handoff("triage", to: "desk", on: .anyFailure)
      Handoff("booker", to: "desk")
    }
    #expect(byValue == byName)
    #expect(byValue.problems == [])
    try expectReadsBack(byValue)
  }

  @Test func `what is only referred to becomes part of the system, once`() throws {
    let first = Agent("first") { Produces(request) }
    let second = Agent("second") { Accepts(request) }
    let system = AgentSystem("s", entry: [first, second]) {
      Handoff(first, to: second)
      Handoff(second, to: first)
      Handoff(second, to: Human("desk"))
      Limits(handoffs: 9, onLimit: Human("night desk"))
    }
    #expect(system.agents.map(\.name) == ["first", "second", "desk", "night desk"])
    #expect(system.limits?.onLimit == "night desk")
    #expect(system.entry == ["first", "second"])
    #expect(system.contracts == [request])
    #expect(system.problems == [])
    try expectReadsBack(system)
  }

  @Test func `two different agents under one name are a problem, one that is a value included`() {
    let value = Agent("a") { Finishes() }
    let system = AgentSystem("s", entry: value) { Agent("a") }
    #expect(
      system.problems.map(\.reason) == [.duplicate(.agent, name: "a", first: system.agents.first?.declaredAt)]
    )
    #expect(system.problems.map(\.location) == [value.declaredAt])
  }

  @Test func `an agent may take over the work or the failed work of the one before it`() throws {
    let system = AgentSystem("s", entry: "a") {
      Agent("a") { Accepts(request, orFailure: "unclear", "silent") }
      Agent("b") { Accepts { Field("first", .failure("unclear", of: request)) } }
    }
    #expect(system.problems == [])
    #expect(
      system.manifest["agents"]?["a"]?["accepts"]?.text()
        == ##"{"anyOf":[{"$ref":"#/contracts/request/output"},{"type":"object","properties":{"error":{"const":"##
        + ##""unclear"}},"required":["error"],"$ref":"#/contracts/request/failures/unclear/schema"},{"type":"object","##
        + ##""properties":{"error":{"const":"silent"}},"required":["error"]}]}"##)
    try expectReadsBack(system)
    let schema = try #require(try system.schemas().accepted(by: "a"))
    let fits: [JSONValue] = [
      ["seat": 1], ["error": "unclear", "why": "x"], ["error": "silent"], ["error": "silent", "note": 1],
    ]
    let broken: [JSONValue] = [
      ["seat": 61], ["error": "unclear"], ["error": "other"], [:], ["failure": "silent"],
    ]
    for payload in fits { #expect(schema.violations(in: payload) == [], "\(payload)") }
    for payload in broken { #expect(schema.violations(in: payload) != [], "\(payload)") }
  }

  @Test func `a failure that the contract does not declare is a problem with the nearest one`() throws {
    let line = #line + 2
    let system = AgentSystem("s", entry: "a") {
      Agent("a") { Accepts(request, orFailure: "unclaer") }
    }
    let problem = try #require(system.problems.first)
    #expect(system.problems.count == 1)
    #expect(problem.location?.line == line)
    #expect(problem.pointer.description == "/agents/a/accepts/anyOf/1")
    #expect(
      problem.reason
        == .undeclared(
          .failure, name: "unclaer", declared: ["unclear", "silent"], count: 2, nearest: "unclear"))
  }

  @Test
  func `a contract within the shape of another one becomes part of the system, wherever the shape stands`() {
    let wrapped = Shape.array(of: .object { Field("inner", .output(of: request)) }.nullable())
    let outer = Contract("outer") { Output(.map(of: wrapped)) }
    let systems = [
      AgentSystem("s", entry: "a") { Agent("a") { Produces(outer) } },
      AgentSystem("s", entry: "a") { Agent("a") { Accepts(wrapped) } },
      AgentSystem("s", entry: "a") {
        Agent("a"); Starts(with: wrapped)
      },
      AgentSystem("s", entry: "a") {
        Agent("a"); Starts(with: request)
      },
      AgentSystem("s", entry: "a") {
        Agent("a"); Definition("d", wrapped)
      },
      AgentSystem("s", entry: "a") {
        Agent("a"); Handoff("a", to: "a", when: wrapped)
      },
      AgentSystem("s", entry: "a") {
        Agent("a"); Handoff("a", to: "a", payload: .shape(wrapped))
      },
      AgentSystem("s", entry: "a") {
        Agent("a"); Handoff("a", to: "a", returns: true, result: .shape(wrapped))
      },
      AgentSystem("s", entry: "a") {
        Agent("a") {
          Produces(
            Contract("c") {
              Output(.null); Failure("f", wrapped)
            })
        }
      },
    ]
    for system in systems {
      #expect(system.contracts.contains(request), "\(system.manifest.text())")
      #expect(system.problems == [])
    }
  }

  @Test func `contracts that refer to each other many times are taken over once each`() {
    var contract = request
    for number in 1...60 {
      contract = Contract("c\(number)") { [contract] in
        Output {
          Field("a", .output(of: contract))
          Field("b", .array(of: .output(of: contract)))
        }
      }
    }
    let system = AgentSystem("s", entry: "a") { Agent("a") { Produces(contract) } }
    #expect(system.contracts.map(\.name) == (1...60).reversed().map { "c\($0)" } + ["request"])
  }

  private func expectReadsBack(_ system: AgentSystem) throws {
    #expect(try AgentSystem(manifest: Array(system.manifest.text().utf8), file: "s.json") == system)
  }
}
