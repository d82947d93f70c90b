import HandoffContracts
import HandoffRouting
import Testing

@Suite("Routing audit")
struct RoutingAuditTests {
  @Test func `findings come in declaration order, then by rule`() {
    let system = sketch(
      ["a" --> "b", "b" --> "gone", ("c" --> "a").limit(1)], entry: ["a"], finish: ["c"]
    ) {
      $0.agents.removeAll { $0.name == "gone" }
      $0.limits = AgentSystem.RunLimit(handoffs: 5)
    }
    #expect(
      RoutingAudit().audit(system).findings.map(\.rule) == [
        "no-finish", "limit-unrouted", "contract-missing", "contract-missing", "agent-unreachable",
        "contract-missing", "target-undeclared", "limit-unrouted",
      ])
  }

  @Test func `a finding points at the element it is about`() {
    let system = sketch(["a" --> "b", "b" --> "gone"], finish: ["b"]) {
      $0.agents.removeAll { $0.name == "gone" }
      $0.declaredAt = SourceLocation(file: "system.json", line: 1)
      $0.edit("a") { $0.declaredAt = SourceLocation(file: "system.json", line: 4, column: 5) }
      $0.handoffs[1].declaredAt = SourceLocation(file: "system.json", line: 9)
    }
    #expect(findings("target-undeclared", system).map { $0.location?.line } == [9])
    #expect(findings("contract-missing", system).map { $0.location?.line } == [4, 1])
  }

  @Test func `an accepted finding is set aside`() {
    let system = sketch(["a" --> "b"], human: ["h"]) {
      $0.allowances = [
        Allowance(rule: "dead-end", at: "b", because: "not built yet"),
        Allowance(rule: "contract-missing", because: "a sketch"),
        Allowance(rule: "no-finish", because: "not built yet"),
      ]
    }
    let report = RoutingAudit().audit(system)
    #expect(report.findings == [])
    #expect(report.allowed.map(\.rule) == ["no-finish", "contract-missing", "contract-missing", "dead-end"])
    #expect(report.complete)
  }

  @Test func `a finding is accepted by the name of its handoff`() {
    let system = sketch(["a" --> "gone"], finish: ["a"]) {
      $0.agents.removeAll { $0.name == "gone" }
      $0.allowances = [Allowance(rule: "target-undeclared", at: "a->gone", because: "an outside agent")]
    }
    #expect(verdicts(system) == [])
  }

  @Test func `an allowance that matches nothing is a finding`() {
    let system = sketch([], finish: ["a"]) {
      $0.allowances = [
        Allowance(rule: "dead-end", at: "a", because: "?"), Allowance(rule: "dead-ends", because: "?"),
      ]
    }
    #expect(
      findings("allow-unused", system).map(\.message) == [
        "The allow entry for \"dead-end\" at \"a\" matches no finding.",
        "The allow entry for \"dead-ends\" names a rule that does not exist.",
      ])
  }

  @Test func `the summary counts by severity`() {
    let system = sketch(["a" --> "b"]) { $0.limits = AgentSystem.RunLimit(handoffs: 5, isImplied: true) }
    #expect(
      RoutingAudit().audit(system).summary == AuditReport.Summary(errors: 2, warnings: 2, notes: 1))
  }

  @Test func `the second handoff between two agents has a number`() {
    let system = sketch(["a" --> "b", "a" --> "c", "a" --> "b", "x" --> "b", "x" --> "b"]) {
      $0.agents.removeAll { $0.name == "x" }
    }
    let index = SystemIndex(system)
    #expect(system.handoffIndices.map { index.name(of: $0) } == ["a->b", "a->c", "a->b#2", "x->b", "x->b#2"])
  }

  @Test func `the same system gives the same report`() {
    let system = sketch(["a" --> "b", "b" --> "a", "b" --> "c", "c" --> "c"])
    #expect(RoutingAudit().audit(system) == RoutingAudit().audit(system))
  }

  @Test func `a system without agents is audited`() {
    #expect(
      verdicts(AgentSystem(name: "empty", entry: [])) == [Verdict("no-finish")])
  }
}
