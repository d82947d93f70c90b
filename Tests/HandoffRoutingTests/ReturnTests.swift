import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

@Suite("Handoffs that give control back")
struct ReturnTests {
  @Test func `a supervisor and its worker form a loop`() {
    let call = ("a" --> "b").changed { $0.pattern = .supervisor }
    let system = sketch([call], finish: ["a"])
    #expect(verdicts(system) == [Verdict("loop-unbounded", "a", "b")])
    #expect(
      findings("loop-unbounded", system).map(\.witness) == [
        Finding.Witness(payload: [:], path: ["a->b", "a<-b"])
      ])
  }

  @Test func `a limited call returns as often as it was made`() {
    let system = sketch([("a" --> "b").returning().limit(3), ("a" --> "h").on(.limit)], human: ["h"])
    #expect(verdicts(system) == [])
  }

  @Test func `a supervisor with a limit calls finitely often`() {
    let system = sketch([("a" --> "b").returning(), ("a" --> "h").on(.limit)], human: ["h"]) {
      $0.edit("a") { $0.limit = 5 }
    }
    #expect(verdicts(system) == [])
  }

  @Test func `a worker that only gives back is no dead end`() {
    let system = sketch([("a" --> "b").returning().limit(1), ("a" --> "h").on(.limit)], human: ["h"])
    #expect(findings("dead-end", system) == [])
  }

  @Test func `a worker that also gets work for good is a dead end`() {
    let system = sketch([("a" --> "b").returning(), "a" --> "b"], finish: ["a"])
    #expect(findings("dead-end", system).map(\.agents) == [["b"]])
  }

  @Test func `a worker's failures go back to the caller`() {
    let call = sketch([("a" --> "b").returning()], finish: ["a"]) { $0.declare(failures: ["late"], of: "b") }
    #expect(findings("failure-unrouted", call) == [])
    let transfer = sketch(["a" --> "b"], finish: ["b"]) { $0.declare(failures: ["late"], of: "b") }
    #expect(findings("failure-unrouted", transfer).map(\.agents) == [["b"]])
  }

  @Test func `a retry keeps the caller`() {
    let retry = ("b" --> "b").on(.failures(["late"])).limit(2)
    let system = sketch([("a" --> "b").returning(), retry], finish: ["a"]) {
      $0.declare(failures: ["late", "wrong"], of: "b")
    }
    #expect(findings("failure-unrouted", system) == [])
  }

  @Test func `a worker that always hands on never comes back`() {
    let system = sketch([("a" --> "b").returning(), "b" --> "c"], finish: ["c"]) {
      $0.selection = .firstMatch
      $0.declare(failures: [], of: "b")
    }
    #expect(verdicts(system) == [])
  }

  @Test func `what too many guards leave to a return is a doubt`() {
    let guards = (0..<260).map { value in
      ("b" --> "f").changed { $0.when = ["properties": ["n": ["const": .number(JSONNumber(value))]]] }
    }
    let system = sketch([("a" --> "b").returning().limit(2)] + guards, finish: ["a", "b", "f"]) {
      $0.contracts = [
        Contract(name: "count", output: ["type": "object", "properties": ["n": ["type": "integer"]]])
      ]
      $0.edit("a") { $0.accepts = .schema(["type": "object", "required": ["q"]]) }
      $0.edit("b") {
        $0.produces = "count"
        $0.selection = .firstMatch
      }
    }
    #expect(
      findings("handoff-undecided", system).map(\.message).filter { $0.contains("takes back") } == [
        #"Of "a->b" it is not decided whether "a" takes back all that "b" leaves to it: more than 256 guards bear on it."#
      ])
  }
}
