import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

@Suite("One cause, one finding")
struct FindingMergeTests {
  /// Forty agents that all need a member which the one contract that they get does not promise.
  private func desk(_ edit: (inout AgentSystem) -> Void = { _ in }) -> AgentSystem {
    let names = (0..<40).map { "b\($0)" }
    return sketch(names.map { "a" --> $0 }, finish: names) { system in
      system.declare(failures: [], of: "a")
      for name in names {
        system.edit(name) { $0.accepts = .schema(["type": "object", "required": ["text", "id"]]) }
      }
      edit(&system)
    }
  }

  private func refusals(_ system: AgentSystem) -> [Finding] {
    RoutingAudit().audit(system).findings.filter { $0.rule == "handoff-incompatible" }
  }

  @Test func `a contract that falls short of what forty agents need is one finding that lists them`() throws {
    let found = refusals(desk())
    #expect(found.count == 1)
    #expect(found.first?.agents == ["a"] + (0..<40).map { "b\($0)" })
    #expect(found.first?.handoffs == (0..<40).map { "a->b\($0)" })
    let message = try #require(found.first?.message)
    #expect(message.hasSuffix(#"The same holds at "a->b1", "a->b2", "a->b3", "a->b4" and 35 more."#))
  }

  @Test func `what is accepted at one of them does not hide the others`() {
    let system = desk { $0.allowances = [Allowance(rule: "handoff-incompatible", at: "b0", because: "soon")] }
    #expect(refusals(system).map(\.handoffs) == [(1..<40).map { "a->b\($0)" }])
    #expect(RoutingAudit().audit(system).allowed.map(\.handoffs) == [["a->b0"]])
  }

  @Test func `two causes are two findings`() {
    let system = desk {
      $0.edit("b7") { $0.accepts = .schema(["type": "object", "properties": ["text": ["maxLength": 3]]]) }
    }
    #expect(refusals(system).map(\.handoffs.count) == [39, 1])
  }

  @Test func `a finding says what it rests on`() {
    let loop = sketch(["a" --> "b", "b" --> "a"], finish: ["b"])
    func basis(_ rule: String, _ system: AgentSystem) -> [Finding.Basis] {
      RoutingAudit().audit(system).findings.filter { $0.rule == rule }.map(\.basis)
    }
    #expect(basis("loop-unbounded", loop) == [.structural])
    #expect(basis("contract-missing", loop) == [.structural, .structural])
    #expect(basis("handoff-incompatible", desk()) == [.proved])
    let guarded = sketch(
      ["a" --> "b", ("b" --> "a").changed { $0.when = ["required": ["again"]] }], finish: ["b"]
    ) {
      $0.declare(failures: [], of: "a")
      $0.contracts.append(Contract(name: "b", output: ["type": "object", "properties": ["again": true]]))
      $0.edit("b") { $0.produces = "b" }
    }
    #expect(basis("loop-unbounded", guarded) == [.replayed])
  }

  @Test func `what is not known is told with the finding and with the report`() {
    let system = sketch(
      ["a" --> "b", ("b" --> "a").changed { $0.condition = "again" }, ("b" --> "").unknown()], finish: ["b"])
    let report = RoutingAudit().audit(system)
    #expect(
      report.unknowns == [#"where "b" may hand off to"#, #"when the conditions in code on "b->a" hold"#])
    #expect(report.findings.filter { $0.rule.hasPrefix("loop-") }.allSatisfy { !$0.unknowns.isEmpty })
  }
}
