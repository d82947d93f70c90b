import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

@Suite("Loop rules")
struct LoopRuleTests {
  @Test func `a loop with a way out that nothing bounds is unbounded`() {
    let system = sketch(
      ["s" --> "b", "b" --> "a", "a" --> "b", "b" --> "out"], entry: ["s"], finish: ["out"])
    #expect(
      findings("loop-unbounded", system) == [
        Finding(
          rule: "loop-unbounded", severity: .error,
          message: """
            "b" and "a" can hand work around without end: "b" -> "a" -> "b"; the way out to "out", which may finish, \
            need never be taken.
            """,
          agents: ["b", "a"], handoffs: ["b->a", "a->b"],
          witness: Finding.Witness(path: ["b->a", "a->b"], stem: ["s->b"]),
          remedy: """
            Limit "a->b" ("limit"), with an "on": "limit" handoff beside it that leads out: then nothing goes round for \
            ever.
            """)
      ])
  }

  @Test func `a loop without finish and human is a trap`() {
    let system = sketch(["a" --> "b", "b" --> "b", "a" --> "out"], finish: ["out"])
    #expect(verdicts(system) == [Verdict("loop-trap", "b")])
    #expect(
      findings("loop-trap", system).map(\.message) == [
        "\"b\" can hand work to itself without end: \"b\" -> \"b\"; from there no finish and no human can be reached."
      ])
  }

  @Test func `a human on the way ends autonomy`() {
    #expect(verdicts(sketch(["a" --> "h", "h" --> "a"], human: ["h"])) == [])
  }

  @Test func `a human who can be reached is a way out`() {
    let system = sketch(["a" --> "b", "b" --> "a", ("b" --> "h").on(.anyFailure)], human: ["h"])
    #expect(verdicts(system) == [Verdict("loop-unbounded", "a", "b")])
  }

  @Test func `a limited handoff on every lap bounds a loop`() {
    let system = sketch(
      ["a" --> "b", ("b" --> "a").limit(3), ("b" --> "h").on(.limit)], finish: ["b"], human: ["h"])
    #expect(verdicts(system) == [])
  }

  @Test func `a limit on one of two laps leaves the other`() {
    let system = sketch(
      ["a" --> "b", ("b" --> "a").limit(3), ("b" --> "h").on(.limit), "b" --> "c", "c" --> "a"],
      finish: ["b"],
      human: ["h"])
    #expect(verdicts(system) == [Verdict("loop-unbounded", "a", "b", "c")])
    #expect(findings("loop-unbounded", system).first?.handoffs == ["a->b", "b->c", "c->a"])
  }

  @Test func `a limit on an agent bounds every lap through it`() {
    let system = sketch(["a" --> "b", "b" --> "a", ("b" --> "h").on(.limit)], human: ["h"]) {
      $0.edit("b") { $0.limit = 4 }
    }
    #expect(verdicts(system) == [])
  }

  @Test func `a limit handoff that leads back can be taken for ever`() {
    let system = sketch(["a" --> "b", "b" --> "a", ("b" --> "a").on(.limit)], finish: ["a"]) {
      $0.edit("b") { $0.limit = 4 }
    }
    #expect(findings("loop-unbounded", system).map { $0.witness?.path } == [["a->b", "b->a#2"]])
  }

  @Test func `a limit that the loop resets bounds nothing`() {
    let system = sketch(["a" --> "b", "b" --> "a", ("b" --> "h").on(.limit)], human: ["h"]) {
      $0.edit("b") {
        $0.limit = 4
        $0.limitResets = true
      }
    }
    #expect(
      verdicts(system) == [
        Verdict("loop-unbounded", "a", "b"), Verdict("limit-resets", "b"),
        Verdict("escalation-unreachable", "h"),
      ])
  }

  @Test func `only the run limit ends the loop, and the message says how`() {
    let system = sketch(["a" --> "b", "b" --> "a"], finish: ["a"]) {
      $0.limits = AgentSystem.RunLimit(handoffs: 10, isImplied: true)
    }
    #expect(
      findings("loop-global-limit", system).map(\.message) == [
        """
        "a" and "b" can hand work around until the run limit of 10 handoffs (a framework's default) stops it: "a" -> \
        "b" -> "a". Reaching it ends the run with an error, because no agent takes the work then.
        """
      ])
    #expect(findings("limit-unrouted", system).map(\.severity) == [.note])
  }

  @Test func `the run limit hands the work to its taker`() {
    let system = sketch(["a" --> "b", "b" --> "a"], human: ["h"], agents: ["h"]) {
      $0.limits = AgentSystem.RunLimit(handoffs: 10, onLimit: "h")
    }
    #expect(verdicts(system) == [Verdict("loop-global-limit", "a", "b")])
    let message = findings("loop-global-limit", system).first?.message
    #expect(message?.hasSuffix("hands the work to \"h\".") == true)
  }

  @Test func `a run limit that nobody takes makes no way out of a trap`() {
    let system = sketch(["a" --> "b", "b" --> "a"]) { $0.limits = AgentSystem.RunLimit(handoffs: 10) }
    #expect(findings("loop-trap", system).map(\.severity) == [.error])
    #expect(findings("loop-global-limit", system) == [])
  }

  @Test func `a loop that nothing leads to is latent`() {
    let system = sketch(["b" --> "c", "c" --> "b"], finish: ["a"])
    let others = ["contract-missing", "agent-unreachable"]
    #expect(verdicts(system, without: others) == [Verdict("loop-latent", "b", "c")])
  }

  @Test func `one component is one finding however many cycles it has`() {
    let names = (0..<50).map { "a\($0)" }
    let handoffs = names.flatMap { from in names.filter { $0 != from }.map { from --> $0 } }
    let system = sketch(handoffs, entry: ["a0"], finish: ["a49"])
    let found = findings("loop-unbounded", system)
    #expect(found.map(\.agents) == [names])
    #expect(found.first?.witness == Finding.Witness(path: ["a0->a1", "a1->a0"]))
  }

  @Test func `two separate loops are two findings in the order of their first agents`() {
    let system = sketch(["a" --> "b", "b" --> "b", "a" --> "a", "b" --> "c"], finish: ["c"])
    #expect(verdicts(system) == [Verdict("loop-unbounded", "a"), Verdict("loop-unbounded", "b")])
  }

  @Test func `the loop that is shown is a shortest one`() {
    let system = sketch(
      ["a" --> "b", "b" --> "c", "c" --> "d", "d" --> "a", "d" --> "c"], finish: ["a"])
    #expect(
      findings("loop-unbounded", system).map(\.witness) == [
        Finding.Witness(path: ["c->d", "d->c"], stem: ["a->b", "b->c"])
      ])
  }

  @Test func `a guarded loop counts as a loop`() {
    let guarded = ("b" --> "a").changed { $0.when = ["required": ["again"]] }
    #expect(verdicts(sketch(["a" --> "b", guarded], finish: ["b"])) == [Verdict("loop-unbounded", "a", "b")])
  }

  @Test func `an exit that first-match selection never comes to is none`() {
    let system = sketch(["a" --> "b", "b" --> "a", "b" --> "out"], finish: ["out"]) {
      $0.selection = .firstMatch
    }
    #expect(verdicts(system).contains(Verdict("loop-trap", "a", "b")))
    #expect(verdicts(system).contains(Verdict("agent-unreachable", "out")))
  }

  @Test func `under first-match selection an agent finishes only when no handoff matches`() {
    let always = sketch(["a" --> "b", "b" --> "a"], finish: ["b"]) { $0.selection = .firstMatch }
    #expect(verdicts(always).contains(Verdict("loop-trap", "a", "b")))
    let sometimes = sketch(
      ["a" --> "b", ("b" --> "a").changed { $0.when = ["required": ["again"]] }], finish: ["b"]
    ) { $0.selection = .firstMatch }
    #expect(verdicts(sometimes) == [Verdict("loop-unbounded", "a", "b")])
  }

  @Test func `the members of a parallel group do not hide each other`() {
    let first = ("b" --> "a").changed { $0.parallel = "both" }
    let second = ("b" --> "out").changed { $0.parallel = "both" }
    let system = sketch(["a" --> "b", first, second], finish: ["out"]) { $0.selection = .firstMatch }
    #expect(verdicts(system) == [Verdict("loop-unbounded", "a", "b")])
  }

  @Test func `a stem that is too long to print is left out and the message says so`() {
    let chain = (0..<200).map { "n\($0)" --> "n\($0 + 1)" }
    let system = sketch(chain + ["n200" --> "n200"], entry: ["n0"], finish: ["n200"])
    let found = findings("loop-unbounded", system)
    #expect(found.map(\.witness) == [Finding.Witness(path: ["n200->n200"])])
    let remark = "The way there takes 200 handoffs and is left out of the witness."
    #expect(found.first?.message.hasSuffix(remark) == true)
  }

  @Test func `what a handoff that is never spent keeps from being taken makes no live loop`() {
    let system = sketch([("a" --> "b").limit(1), "a" --> "a"], finish: ["b"]) { $0.selection = .firstMatch }
    #expect(RoutingFacts(system).loops.map(\.isReached) == [false])
    // What comes back has spent it.
    let other = sketch([("a" --> "b").limit(1), "a" --> "a", "b" --> "a"]) { $0.selection = .firstMatch }
    let loops = RoutingFacts(other).loops
    #expect(loops.map(\.isReached) == [true])
    #expect(loops.map(\.certainty) == [.replayed])
    #expect(findings("loop-trap", other).map { $0.witness?.stem } == [["a->b", "b->a"]])
  }

  @Test func `a loop behind a limit that no run reaches is latent`() {
    let system = sketch(["a" --> "b", ("b" --> "c").on(.limit), "c" --> "c"], finish: ["b"]) {
      $0.edit("b") { $0.limit = 1 }
    }
    #expect(RoutingFacts(system).loops.map(\.isReached) == [false])
    let other = sketch(["a" --> "b", "b" --> "a", ("b" --> "c").on(.limit), "c" --> "c"], finish: ["b"]) {
      $0.edit("b") { $0.limit = 1 }
    }
    #expect(RoutingFacts(other).loops.map(\.isReached) == [true])
  }

  @Test func `a limit that work reaches together by going several ways leaves a loop possible`() {
    let there = ["x", "y"].map { name in ("a" --> name).changed { $0.parallel = "both" } }
    let system = sketch(
      there + ["x" --> "b", "y" --> "b", ("b" --> "c").on(.limit), "c" --> "c"], finish: ["b"]
    ) {
      $0.edit("b") { $0.limit = 1 }
    }
    let loops = RoutingFacts(system).loops
    #expect(loops.map(\.isReached) == [true])
    #expect(loops.map { if case .possible = $0.certainty { true } else { false } } == [true])
  }

  @Test func `a join that is fed once makes no loop of what comes back to it`() {
    let system = sketch(
      ["s" --> "a", "s" --> "b", "a" --> "d", "b" --> "d", "d" --> "a"], entry: ["s"], finish: ["d"]
    ) {
      $0.edit("d") { $0.join = Agent.Join() }
    }
    #expect(RoutingFacts(system).loops.isEmpty)
  }

  @Test func `a join that every lap feeds makes a loop, which is replayed`() {
    let there = ["b", "c"].map { name in ("a" --> name).changed { $0.parallel = "both" } }
    let system = sketch(there + ["b" --> "d", "c" --> "d", "d" --> "a"], finish: ["d"]) { system in
      system.edit("d") { $0.join = Agent.Join() }
      for name in ["a", "b", "c", "d"] {
        system.contracts.append(
          Contract(
            name: name,
            output: [
              "type": "object", "required": [.string(name)], "properties": .object([name: ["const": 1]]),
              "additionalProperties": false,
            ]))
        system.edit(name) { $0.produces = name }
      }
    }
    let loops = RoutingFacts(system).loops
    #expect(loops.map(\.certainty) == [.replayed])
    #expect(loops.first?.lap.count == 3)
  }

  @Test func `a loop that rests on a condition is only possible, and one that needs none is preferred`() {
    let back = ("b" --> "a").changed { $0.condition = "again" }
    let only = RoutingFacts(sketch(["a" --> "b", back], finish: ["b"])).loops
    #expect(only.map { if case .possible = $0.certainty { true } else { false } } == [true])
    let other = RoutingFacts(sketch(["a" --> "b", back, "b" --> "c", "c" --> "a"], finish: ["b"])).loops
    #expect(other.map(\.certainty) == [.replayed])
  }

  @Test func `two laps that share no handoff need two limits, and no smaller change is proposed`() {
    let system = sketch(["a" --> "b", "b" --> "a", "a" --> "c", "c" --> "a"], finish: ["a"])
    let mend = RoutingFacts(system).loops.first?.mend
    #expect(mend == .handoffs([HandoffIndex(1), HandoffIndex(3)]))
  }

  @Test func `a guard over forty members is decided`() {
    var members: JSONObject = [:]
    for number in 0..<40 { members["m\(number)"] = ["const": true] }
    let guardSchema: JSONValue = [
      "required": .array(members.keys.map { .string($0) }), "properties": .object(members),
    ]
    let there = ("a" --> "b").changed { $0.when = guardSchema }
    let system = sketch([there, "b" --> "a"], finish: ["a", "b"]) {
      $0.contracts = [Contract(name: "any", output: ["type": "object"])]
      for name in ["a", "b"] {
        $0.edit(name) {
          $0.produces = "any"
          $0.preserves = .everything
        }
      }
    }
    #expect(RoutingFacts(system).loops.map(\.certainty) == [.replayed])
  }

  @Test func `a field of too many classes is named, and nothing is claimed`() throws {
    let handoffs = (0..<100).map { number in
      ("a" --> "b").changed { handoff in
        handoff.when = [
          "required": ["n"], "properties": ["n": ["minimum": .number(JSONNumber(number)), "maximum": 1_000]],
        ]
      }
    }
    let system = sketch(handoffs + ["b" --> "a"], finish: ["a", "b"])
    let found = findings("loop-undecided", system)
    #expect(found.count == 1)
    #expect(found.first?.message.contains("more than 64 classes of /n are told apart") == true)
  }

  @Test func `a ring of a hundred thousand agents is one finding`() {
    let count = 100_000
    let system = AgentSystem(
      name: "ring", entry: ["a0"], agents: (0..<count).map { Agent(name: "a\($0)") },
      handoffs: (0..<count).map { Handoff(from: "a\($0)", to: "a\(($0 + 1) % count)") })
    let rules: [any Rule.Type] = RuleRegistry.builtIn.filter { $0.info.id.hasPrefix("loop-") }
    let report = RoutingAudit(rules: rules).audit(system)
    #expect(report.findings.map(\.rule) == ["loop-trap"])
    #expect(report.findings.first?.witness?.path.count == count)
  }
}
