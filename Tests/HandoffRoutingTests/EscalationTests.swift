import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

@Suite("Escalation")
struct EscalationTests {
  private func missing(_ system: AgentSystem) -> [String] {
    RoutingAudit().audit(system).findings.filter { $0.rule == "escalation-missing" }.flatMap(\.agents)
  }

  private func desk(_ handoffs: [Handoff], _ escalation: AgentSystem.Escalation? = .required) -> AgentSystem {
    sketch(handoffs, finish: ["a", "b"], human: ["h"], agents: ["h"]) { system in
      system.declare(failures: ["late", "wrong"], of: "a")
      system.escalation = escalation
    }
  }

  @Test func `a failure that a finishing agent takes has to reach a human only where that is asked`() {
    let handoffs = [("a" --> "b").on(.anyFailure)]
    #expect(missing(desk(handoffs)) == ["a"])
    #expect(missing(desk(handoffs, .agents(["a"]))) == ["a"])
    #expect(missing(desk(handoffs, .agents(["b"]))) == [])
    #expect(missing(desk(handoffs, nil)) == [])
  }

  @Test func `every failure has to, by whichever way`() {
    #expect(missing(desk([("a" --> "h").on(.failures(["late"]))])) == ["a"])
    #expect(missing(desk([("a" --> "h").on(.failures(["late"])), ("a" --> "b").on(.anyFailure)])) == ["a"])
    #expect(missing(desk([("a" --> "b").on(.anyFailure), "b" --> "h"])) == [])
    #expect(missing(desk([("a" --> "a").on(.anyFailure).limit(2), ("a" --> "h").on(.limit)])) == [])
    #expect(missing(desk([("a" --> "a").on(.anyFailure).limit(2), "a" --> "h"])) == ["a"])
  }

  @Test func `a guard that no payload of the failure matches leads nowhere`() {
    let refusing: JSONValue = ["properties": ["failure": ["const": "other"]], "required": ["failure"]]
    #expect(missing(desk([("a" --> "h").on(.anyFailure).changed { $0.when = refusing }])) == ["a"])
  }

  @Test func `what goes back to the caller may reach a human there`() {
    let call = ("s" --> "a").returning()
    func system(_ handoffs: [Handoff]) -> AgentSystem {
      sketch(handoffs, entry: ["s"], finish: ["s", "b"], human: ["h"], agents: ["h"]) { system in
        system.declare(failures: ["late"], of: "a")
        system.escalation = .required
      }
    }
    #expect(missing(system([call, "s" --> "h"])) == [])
    #expect(missing(system([call, "s" --> "b"])) == ["a"])
  }

  @Test func `nothing is said where handoffs are not known, and of an agent that says nothing of failures`() {
    #expect(missing(desk([("a" --> "b").on(.anyFailure), ("b" --> "x").unknown()])) == [])
    let silent = sketch(["a" --> "b"], finish: ["b"]) { $0.escalation = .required }
    #expect(missing(silent) == [])
    let named = sketch([("a" --> "b").on(.failures(["late"])), "a" --> "b"], finish: ["b"]) {
      $0.escalation = .required
    }
    #expect(missing(named) == ["a"])
  }
}
