import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

@Suite("Rules about patterns")
struct PatternRuleTests {
  private func found(_ rule: String, _ system: AgentSystem) -> [[String]] {
    RoutingAudit().audit(system).findings.filter { $0.rule == rule }.map(\.agents)
  }

  @Test func `a pipeline is a line`() {
    let line = ["a" --> "b", "b" --> "c"].map { $0.of(.pipeline) }
    #expect(found("pattern-mismatch", sketch(line, finish: ["c"])) == [])
    #expect(
      found("pattern-mismatch", sketch(line + [("a" --> "d").of(.pipeline)], finish: ["c", "d"])) == [["a"]])
    #expect(found("pattern-mismatch", sketch(line + [("d" --> "c").of(.pipeline)], finish: ["c"])) == [["c"]])
    #expect(
      found("pattern-mismatch", sketch(line + [("c" --> "a").of(.pipeline)], finish: ["c"])) == [
        ["a", "b", "c"]
      ])
    // What goes elsewhere by another pattern, or on a failure, does not bend it.
    #expect(found("pattern-mismatch", sketch(line + ["a" --> "d"], finish: ["c", "d"])) == [])
    let failure = ("a" --> "d").on(.anyFailure).of(.pipeline)
    #expect(found("pattern-mismatch", sketch(line + [failure], finish: ["c", "d"])) == [])
  }

  @Test func `stages that run together are one stage of a pipeline`() {
    let stage = ["a" --> "b", "a" --> "c"].map { $0.of(.pipeline).changed { $0.parallel = "both" } }
    let joined = stage + ["b" --> "d", "c" --> "d"].map { $0.of(.pipeline) }
    let system = sketch(joined, finish: ["d"]) { $0.edit("d") { $0.join = Agent.Join() } }
    #expect(found("pattern-mismatch", system) == [])
    #expect(found("pattern-mismatch", sketch(joined, finish: ["d"])) == [["d"]])
  }

  @Test func `a supervisor's worker gives control back and stays`() {
    let call = ("a" --> "b").of(.supervisor).limit(3)
    func system(_ more: [Handoff], _ selection: AgentSystem.Selection = .choice) -> AgentSystem {
      sketch([call] + more, finish: ["a", "b", "c"], human: ["h"], agents: ["h"]) { $0.selection = selection }
    }
    #expect(found("pattern-mismatch", system([])) == [])
    #expect(found("pattern-mismatch", system(["b" --> "c"])) == [["a", "b", "c"]])
    #expect(found("pattern-mismatch", system(["b" --> "c"], .firstMatch)) == [["a", "b", "c"]])
    #expect(found("pattern-mismatch", system(["b" --> "a"], .firstMatch)) == [])
    #expect(found("pattern-mismatch", system(["b" --> "h"])) == [])
    #expect(found("pattern-mismatch", system([("b" --> "c").returning()])) == [])
    #expect(found("pattern-mismatch", system(["b" --> "c", ("a" --> "c").of(.supervisor).limit(3)])) == [])
    #expect(
      found("pattern-mismatch", sketch([call.changed { $0.returns = false }], finish: ["a", "b"])) == [
        ["a", "b"]
      ])
  }

  @Test func `work goes round among peers only where something decides about it`() {
    let there = ("a" --> "b").of(.peer)
    let back = ("b" --> "a").of(.peer)
    #expect(found("pattern-mismatch", sketch([there, back], finish: ["a", "b"])) == [["a", "b"]])
    #expect(found("pattern-mismatch", sketch([there, back.limit(2)], finish: ["a", "b"])) == [])
    #expect(
      found(
        "pattern-mismatch", sketch([there, back.changed { $0.condition = "is open" }], finish: ["a", "b"]))
        == [])
    #expect(
      found(
        "pattern-mismatch", sketch([there, back.changed { $0.when = ["required": ["x"]] }], finish: ["a"]))
        == [])
    #expect(found("pattern-mismatch", sketch([there], finish: ["b"])) == [])
  }

  @Test func `a mesh of peers that is a star or a line is told`() {
    func peers(_ handoffs: Handoff...) -> AgentSystem {
      sketch(handoffs.map { $0.of(.peer).limit(2) }, finish: ["a", "b", "c", "d"])
    }
    let star = peers("a" --> "b", "b" --> "a", "a" --> "c", "c" --> "a")
    #expect(found("simpler-pattern", star) == [["a", "b", "c"]])
    #expect(found("simpler-pattern", peers("a" --> "b", "b" --> "c")) == [["a", "b", "c"]])
    let mesh = peers("a" --> "b", "b" --> "a", "a" --> "c", "c" --> "b")
    #expect(found("simpler-pattern", mesh) == [])
    // A choice of where to go, with no way back, is neither.
    #expect(found("simpler-pattern", peers("a" --> "b", "a" --> "c")) == [])
    #expect(found("simpler-pattern", peers("a" --> "b", "b" --> "a")) == [])
    #expect(found("simpler-pattern", peers("a" --> "b", "b" --> "c", "c" --> "a")) == [])
  }
}

extension Handoff {
  fileprivate func of(_ pattern: Pattern) -> Handoff { changed { $0.pattern = pattern } }
}
