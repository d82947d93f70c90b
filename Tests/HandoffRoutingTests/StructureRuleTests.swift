import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

@Suite("Structure rules")
struct StructureRuleTests {
  @Test func `a name that is not declared is reported wherever it stands`() {
    let system = AgentSystem(
      name: "s", entry: ["a", "x"], limits: AgentSystem.RunLimit(handoffs: 3, onLimit: "y"),
      agents: [finishing("a")], handoffs: ["a" --> "b", "c" --> "a"])
    #expect(
      findings("target-undeclared", system).map(\.message) == [
        "The entry names the agent \"x\", which is not declared.",
        "The run limit names the agent \"y\", which is not declared.",
        "\"a->b\" names the agent \"b\", which is not declared.",
        "\"c->a\" names the agent \"c\", which is not declared.",
      ])
  }

  /// So that a system that mistypes everything costs no more than its size; which names come first is their order.
  @Test func `the nearest agent is looked for of the first thousand names that nobody declares`() {
    let letters = (0..<1_002).compactMap { Unicode.Scalar(0x4E00 + $0) }
    let system = AgentSystem(
      name: "s", entry: ["planner"], agents: [finishing("planner")],
      handoffs: letters.map { Handoff(from: "planner", to: "plann\($0)r") })
    let guessed = findings("target-undeclared", system).map {
      $0.message.hasSuffix("did you mean \"planner\"?")
    }
    #expect(guessed == [Bool](repeating: true, count: 1_000) + [false, false])
  }

  @Test func `without a declared entry nothing is called unreachable`() {
    let system = AgentSystem(
      name: "s", entry: ["x"], agents: [finishing("a"), finishing("b")], handoffs: ["a" --> "b"])
    #expect(verdicts(system) == [Verdict("target-undeclared")])
  }

  @Test func `an agent and a human that nothing leads to are told apart`() {
    let system = sketch([], finish: ["a", "b"], human: ["h"], agents: ["b", "h"])
    #expect(verdicts(system) == [Verdict("agent-unreachable", "b"), Verdict("escalation-unreachable", "h")])
  }

  @Test func `a limit handoff without a limit leads nowhere`() {
    let system = sketch([("a" --> "h").on(.limit)], finish: ["a"], human: ["h"])
    #expect(
      findings("escalation-unreachable", system).map(\.remedy) == [
        "\"a->h\" waits for a limit, and \"a\" has none: give it one."
      ])
  }

  @Test func `an agent that neither finishes nor hands off is a dead end`() {
    let system = sketch(["a" --> "b", "a" --> "c"], finish: ["c"])
    #expect(verdicts(system) == [Verdict("dead-end", "b")])
  }

  @Test func `an agent that hands off only its failures is a dead end for its output`() {
    let system = sketch([("a" --> "h").on(.anyFailure)], human: ["h"])
    #expect(
      findings("dead-end", system).map(\.message) == [
        "\"a\" neither finishes nor hands off its output; its handoffs answer only failures or limits."
      ])
  }

  @Test func `an implied finish is a finish`() {
    let system = sketch(["a" --> "b"]) { $0.edit("b") { $0.finishes = .implied } }
    #expect(verdicts(system) == [])
  }

  @Test func `a system whose finish nothing leads to cannot end`() {
    let system = sketch(
      ["a" --> "b", ("b" --> "a").limit(1), ("b" --> "a").on(.limit)], finish: ["c"], agents: ["c"])
    #expect(
      findings("no-finish", system).map(\.message) == [
        "No run can end with a result, by an agent that finishes or with a human: no entry leads to \"c\"."
      ])
  }

  @Test
  func `an agent without handoffs is noted where no entry is known, unless some handoff is not known either`()
  {
    let known = sketch(["a" --> "b"], entry: [], finish: ["b", "c"], agents: ["c"])
    #expect(findings("agent-unlinked", known).map(\.agents) == [["c"]])
    let unknown = sketch(
      ["a" --> "b", ("a" --> "?").unknown()], entry: [], finish: ["b", "c"], agents: ["c"])
    #expect(findings("agent-unlinked", unknown) == [])
    // Where an entry is known the rule about reachable agents says more.
    let entered = sketch(["a" --> "b"], finish: ["b", "c"], agents: ["c"])
    #expect(findings("agent-unlinked", entered) == [])
    #expect(findings("agent-unreachable", entered).map(\.agents) == [["c"]])
  }

  @Test func `a handoff that says the same is noted, and one of a group or with another guard is not`() {
    let plain = "a" --> "b"
    let guarded = plain.changed { $0.when = ["type": "string"] }
    let grouped = plain.changed { $0.parallel = "both" }
    let noted = plain.changed { $0.extensions = ["x-note": 1] }
    let system = sketch([plain, guarded, grouped, grouped, noted, guarded], finish: ["b"])
    #expect(
      findings("handoff-repeated", system).map(\.handoffs) == [["a->b", "a->b#5"], ["a->b#2", "a->b#6"]])
  }

  @Test func `rules that would have to know every handoff are silent where one is unknown`() {
    let system = sketch(
      ["a" --> "b", ("b" --> "?").unknown()], human: ["h"], agents: ["c", "h"]
    ) { $0.agents.removeAll { $0.name == "?" } }
    #expect(verdicts(system) == [Verdict("edges-unknown", "b"), Verdict("dead-end", "c")])
  }

  @Test func `a loop of known handoffs is reported beside unknown ones`() {
    let system = sketch(["a" --> "b", "b" --> "a", ("b" --> "b").unknown()])
    #expect(verdicts(system) == [Verdict("loop-unbounded", "a", "b"), Verdict("edges-unknown", "b")])
  }

  @Test func `a limit without a way on is reported where it stands`() {
    let system = sketch([("a" --> "b").limit(2), "a" --> "c"], finish: ["b", "c"]) {
      $0.edit("c") { $0.limit = 1 }
    }
    #expect(verdicts(system) == [Verdict("limit-unrouted", "c"), Verdict("limit-unrouted", "a")])
  }

  @Test func `a limit handoff is no way on for its own limit`() {
    let system = sketch(
      [("a" --> "b").limit(2), ("a" --> "b").on(.limit).limit(1)], finish: ["b"])
    #expect(findings("limit-unrouted", system).map(\.handoffs) == [["a->b#2"]])
  }

  @Test func `a handoff that says what it carries must carry the whole envelope`() {
    let partial = ("a" --> "b").changed { $0.carries = [.task, .failureInstructions] }
    #expect(
      findings("envelope-incomplete", sketch([partial, "a" --> "b"], finish: ["b"])).map(\.message) == [
        "\"a->b\" does not carry \"context\" and \"outputFormat\"."
      ])
  }

  @Test func `what an agent does not declare is named in one finding`() {
    let system = sketch([], finish: ["a"]) { $0.edit("a") { $0.produces = "gone" } }
    #expect(
      findings("contract-missing", system).map(\.message) == [
        "\"a\" produces \"gone\", which is not declared, and accepts anything."
      ])
  }

  @Test(arguments: [JSONValue.bool(true), [:]])
  func `a schema of everything is as good as none`(schema: JSONValue) {
    let system = sketch([], finish: ["a"]) {
      $0.declare(failures: [], of: "a")
      $0.edit("a") { $0.accepts = .schema(schema) }
    }
    #expect(findings("contract-missing", system).map(\.message) == ["\"a\" accepts anything."])
  }

  @Test func `a join that waits for what comes after it stands still`() {
    let system = sketch(
      ["a" --> "j", "j" --> "b", ("b" --> "j").limit(1), ("b" --> "j").on(.limit)], finish: ["b"]
    ) { $0.edit("j") { $0.join = Agent.Join() } }
    #expect(
      findings("join-deadlock", system).map(\.message) == [
        "\"j\" waits for \"b->j\", which can never arrive: \"b\" gets work only through the join."
      ])
  }

  @Test func `a join does not wait for its own further attempts`() {
    let handoffs = ["a" --> "j", ("j" --> "j").limit(2)]
    let system = sketch(handoffs, finish: ["j"]) { $0.edit("j") { $0.join = Agent.Join() } }
    #expect(findings("join-deadlock", system) == [])
  }

  @Test func `a join of several branches does not wait for what it hands to itself`() {
    let handoffs = ["a" --> "j", "b" --> "j", "j" --> "j"]
    let system = sketch(handoffs, entry: ["a", "b"], finish: ["j"]) {
      $0.edit("j") { $0.join = Agent.Join() }
    }
    #expect(findings("join-deadlock", system) == [])
  }

  @Test func `a join of one branch is one only if it waits for itself`() {
    func found(_ join: Agent.Join) -> [String] {
      let system = sketch(["a" --> "j", "j" --> "j"], finish: ["j"]) { $0.edit("j") { $0.join = join } }
      return findings("join-deadlock", system).map(\.message)
    }
    #expect(
      found(Agent.Join()) == [
        """
        "j" is a join of one branch, "a->j", and starts when that arrives; its own handoff "j->j" is no branch. An \
        orchestrator that counts it as one waits for ever.
        """
      ])
    #expect(found(Agent.Join(of: ["a->j"])) == [])
    #expect(found(Agent.Join(.count(1))) == [])
  }

  @Test func `a join of branches that all arrive is sound`() {
    let handoffs = ["a" --> "b", "a" --> "c"].map { $0.changed { $0.parallel = "both" } }
    let system = sketch(handoffs + ["b" --> "j", "c" --> "j"], finish: ["j"]) {
      $0.edit("j") { $0.join = Agent.Join() }
    }
    #expect(verdicts(system) == [])
  }

  @Test func `names are told apart by code point`() {
    let system = sketch(["a" --> "caf\u{E9}"], finish: ["caf\u{E9}"]) {
      $0.agents[1].name = "cafe\u{301}"
    }
    #expect(findings("target-undeclared", system).count == 1)
  }

  private func finishing(_ name: String) -> Agent {
    var agent = Agent(name: name)
    agent.finishes = .yes
    return agent
  }
}
