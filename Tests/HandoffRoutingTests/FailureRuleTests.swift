import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

@Suite("Failure rules")
struct FailureRuleTests {
  @Test func `failures without a handoff are named together`() {
    let system = sketch([("a" --> "h").on(.failures(["late"]))], finish: ["a"], human: ["h"]) {
      $0.declare(failures: ["late", "wrong", "refused"], of: "a")
    }
    #expect(
      findings("failure-unrouted", system) == [
        Finding(
          rule: "failure-unrouted", severity: .error,
          message: """
            By its contract "a", "a" may fail with "wrong" and "refused", but none of these failures has a handoff.
            """,
          agents: ["a"],
          remedy:
            "Add a handoff from \"a\" with \"on\": {\"failure\": …} or, for any failure, \"on\": \"failure\"."
        )
      ])
  }

  @Test func `a handoff on any failure answers every failure`() {
    let system = sketch([("a" --> "h").on(.anyFailure)], finish: ["a"], human: ["h"]) {
      $0.declare(failures: ["late", "wrong"], of: "a")
    }
    #expect(verdicts(system) == [])
  }

  @Test func `a failure that the contract does not declare is never taken`() {
    let system = sketch(
      [("a" --> "h").on(.failures(["late"])), ("a" --> "h").on(.failures(["lat"]))], finish: ["a"],
      human: ["h"]
    ) { $0.declare(failures: ["late"], of: "a") }
    #expect(
      findings("failure-route-unreachable", system).map(\.message) == [
        """
        The failure handoff "a->h#2" can never be taken: "lat" is not declared in the contract "a", which declares \
        "late".
        """
      ])
  }

  @Test func `one undeclared kind among declared ones is reported`() {
    let system = sketch([("a" --> "h").on(.failures(["late", "lat"]))], finish: ["a"], human: ["h"]) {
      $0.declare(failures: ["late"], of: "a")
    }
    #expect(findings("failure-route-unreachable", system).map(\.handoffs) == [["a->h"]])
  }

  @Test func `a handoff on any failure of a contract without failures is never taken`() {
    let system = sketch([("a" --> "h").on(.anyFailure)], finish: ["a"], human: ["h"]) {
      $0.declare(failures: [], of: "a")
    }
    #expect(
      verdicts(system) == [
        Verdict("escalation-unreachable", "h"), Verdict("failure-route-unreachable", "a"),
      ])
  }

  @Test func `without a contract any failure may happen`() {
    let system = sketch(
      [("a" --> "h").on(.failures(["late"])), ("a" --> "h").on(.anyFailure)], finish: ["a"], human: ["h"])
    #expect(verdicts(system) == [])
  }

  @Test func `a failure handoff of an agent that nothing leads to is never taken`() {
    let system = sketch([("b" --> "a").on(.anyFailure)], finish: ["a", "b"])
    #expect(
      findings("failure-route-unreachable", system).map(\.message) == [
        "The failure handoff \"b->a\" can never be taken: no entry leads to \"b\"."
      ])
  }

  @Test func `under first-match selection an earlier handoff takes the failure`() {
    let handoffs = [("a" --> "h").on(.anyFailure), ("a" --> "g").on(.failures(["late"]))]
    let first = sketch(handoffs, finish: ["a"], human: ["h", "g"]) {
      $0.selection = .firstMatch
      $0.declare(failures: ["late"], of: "a")
    }
    #expect(findings("failure-route-unreachable", first).map(\.handoffs) == [["a->g"]])
    let choice = sketch(handoffs, finish: ["a"], human: ["h", "g"]) {
      $0.declare(failures: ["late"], of: "a")
    }
    #expect(findings("failure-route-unreachable", choice) == [])
  }

  @Test func `several handoffs together may take every failure`() {
    let system = sketch(
      [
        ("a" --> "h").on(.failures(["late"])), ("a" --> "h").on(.failures(["wrong"])),
        ("a" --> "g").on(.anyFailure),
      ], finish: ["a"], human: ["h", "g"]
    ) {
      $0.selection = .firstMatch
      $0.declare(failures: ["late", "wrong"], of: "a")
    }
    #expect(findings("failure-route-unreachable", system).map(\.handoffs) == [["a->g"]])
  }

  @Test func `a retry that gives up leaves the failure to the next handoff`() {
    let retry = ("a" --> "a").on(.failures(["late"])).limit(2)
    let system = sketch([retry, ("a" --> "h").on(.failures(["late"]))], finish: ["a"], human: ["h"]) {
      $0.selection = .firstMatch
      $0.declare(failures: ["late"], of: "a")
    }
    #expect(verdicts(system) == [])
  }

  @Test func `a failure path from which nothing ends is a trap`() {
    let system = sketch(
      ["a" --> "b", ("b" --> "c").on(.anyFailure), "c" --> "d", ("d" --> "c").limit(2)], finish: ["b"])
    let found = findings("failure-trap", system)
    #expect(
      found.map(\.message) == [
        "The failure handoff \"b->c\" leads to \"c\", from where no finish and no human can be reached."
      ])
    #expect(found.map(\.witness) == [Finding.Witness(path: ["b->c"], stem: ["a->b"])])
  }

  @Test func `a failure path into a loop that a human takes over at the run limit is no trap`() {
    let system = sketch(
      [("a" --> "b").on(.anyFailure), "b" --> "b"], finish: ["a"], human: ["h"], agents: ["h"]
    ) { $0.limits = AgentSystem.RunLimit(handoffs: 9, onLimit: "h") }
    #expect(verdicts(system) == [Verdict("loop-global-limit", "b")])
  }

  @Test func `kinds are told apart by code point`() {
    let system = sketch([("a" --> "h").on(.failures(["caf\u{E9}"]))], finish: ["a"], human: ["h"]) {
      $0.declare(failures: ["cafe\u{301}"], of: "a")
    }
    #expect(findings("failure-unrouted", system).count == 1)
    #expect(findings("failure-route-unreachable", system).count == 1)
  }

  @Test func `elements are compared with a failure one by one`() throws {
    // The whole object could be the failure, but "b" gets its strings.
    let whole =
      #""items": {"type": "array", "minItems": 1, "items": {"type": "string"}}, "failure": {"type": "string"}"#
    #expect(try confusions("{\(Self.object), \"properties\": {\(whole)}}", each: true) == [])
    let parts =
      #""items": {"type": "array", "minItems": 1, "items": {"type": "object", "properties": {"failure": {"type": "string"}}}}"#
    #expect(
      try confusions(
        "{\(Self.object), \"properties\": {\(parts)}, \"additionalProperties\": false}", each: true)
        == [
          #""a->b#2" brings a failure to "b", and the same payload may come as finished work by "a->b": "b" cannot tell"#
            + " them apart."
        ])
  }

  @Test func `an output that allows everything is compared with no failure`() throws {
    #expect(try confusions("{}", each: false) == [])
    #expect(try confusions("true", each: false) == [])
  }

  @Test func `of a retry that is never taken nothing is said`() {
    let retry = ("a" --> "a").on(.anyFailure).limit(2)
    let dead = sketch([retry], finish: ["a"]) { $0.declare(failures: [], of: "a") }
    #expect(findings("retry-unchanged", dead) == [])
    let live = sketch([retry], finish: ["a"]) { $0.declare(failures: ["late"], of: "a") }
    #expect(findings("retry-unchanged", live).count == 1)
    let refused = sketch([retry.changed { $0.when = ["type": "string"] }], finish: ["a"]) {
      $0.declare(failures: ["late"], of: "a")
    }
    #expect(findings("retry-unchanged", refused) == [])
  }

  private static let object = #""type": "object", "required": ["items"]"#

  private func confusions(_ output: String, each: Bool) throws -> [String] {
    let manifest = #"""
      {"handoffSystem": 1, "name": "f", "entry": "a",
       "contracts": {"c": {"output": \#(output), "failures": {"thin": {}}}},
       "agents": {"a": {"produces": "c"}, "b": {"finishes": true}},
       "handoffs": [{"from": "a", "to": "b"\#(each ? #", "each": "/items""# : "")}, {"from": "a", "to": "b", "on": "failure"}]}
      """#
    let system = try AgentSystem(manifest: Array(manifest.utf8), file: "f.json")
    return findings("failure-as-success", system).map(\.message)
  }
}
