import HandoffContracts
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Plans")
struct SystemPlanTests {
  @Test func `an agent stands behind everything that hands work to it`() {
    let plan = SystemPlan(
      sketch([("a" --> "b"), ("a" --> "c"), ("b" --> "d"), ("c" --> "e"), ("e" --> "d")], finish: ["d"]))
    #expect(plan.starts == ["a"])
    #expect(plan.stages == [["a"], ["b", "c"], ["e"], ["d"]])
    #expect(plan.steps.map(\.predecessors) == [[], ["a->b"], ["a->c"], ["c->e"], ["b->d", "e->d"]])
  }

  @Test func `what leads back makes nobody wait and is told apart`() {
    let plan = SystemPlan(
      sketch([("a" --> "b"), ("b" --> "c"), ("c" --> "b"), ("c" --> "d")], finish: ["d"]))
    #expect(plan.stages == [["a"], ["b"], ["c"], ["d"]])
    #expect(plan.steps[1].predecessors == ["a->b"])
    #expect(plan.steps[1].again == ["c->b"])
    #expect(plan.loops == [["b", "c"]])
  }

  @Test func `a join waits for as many branches as it says`() {
    let system = sketch([("a" --> "b"), ("a" --> "c"), ("b" --> "j"), ("c" --> "j")], finish: ["j"]) {
      $0.edit("j") { $0.join = Agent.Join(.count(1)) }
    }
    #expect(SystemPlan(system).steps.map(\.wait) == [.nothing, .any, .any, .count(1)])
  }

  @Test func `returns and retries make no stages`() {
    let plan = SystemPlan(
      sketch(
        [("a" --> "b").returning(), ("a" --> "c"), ("c" --> "c").on(.anyFailure).limit(2)], finish: ["c"]))
    #expect(plan.stages == [["a"], ["b", "c"]])
    #expect(plan.loops == [])
  }

  @Test
  func `agents that get work only when something goes wrong stand apart, and so do those that get none`() {
    let plan = SystemPlan(
      sketch(
        [("a" --> "b"), ("a" --> "h").on(.anyFailure), ("x" --> "y")], finish: ["b", "y"], human: ["h"]))
    #expect(plan.exceptional == ["h"])
    #expect(plan.unreached == ["x", "y"])
  }

  @Test func `the critical path is the way that takes longest`() throws {
    let system = sketch([("a" --> "b"), ("a" --> "c"), ("b" --> "d"), ("c" --> "d")], finish: ["d"]) {
      for (name, seconds) in [("a", 1), ("b", 20), ("c", 5), ("d", 3)] {
        $0.edit(name) { $0.seconds = JSONNumber(seconds) }
      }
    }
    let path = try #require(SystemPlan(system).criticalPath)
    #expect(path.agents == ["a", "b", "d"])
    #expect(path.seconds == 24)
    #expect(path.totalSeconds == 29)
    #expect(path.withoutSeconds == [])
  }

  @Test func `there is no critical path where nobody says how long it takes`() {
    #expect(SystemPlan(sketch([("a" --> "b")], finish: ["b"])).criticalPath == nil)
  }

  @Test
  func
    `of ways that take equally long the one that is declared first counts, up to the last that takes time`()
    throws
  {
    let system = sketch(
      [("a" --> "b"), ("a" --> "c"), ("b" --> "d"), ("c" --> "d")], finish: ["d"], human: ["d"]
    ) {
      for name in ["b", "c"] { $0.edit(name) { $0.seconds = JSONNumber(5) } }
    }
    let path = try #require(SystemPlan(system).criticalPath)
    #expect(path.agents == ["a", "b"])
    // A human says nothing of the time that the work takes.
    #expect(path.withoutSeconds == ["a"])
    let apart = sketch([], entry: ["a", "b"], finish: ["a", "b"]) {
      for name in ["a", "b"] { $0.edit(name) { $0.seconds = JSONNumber(5) } }
    }
    #expect(SystemPlan(apart).criticalPath?.agents == ["a"])
  }

  @Test func `who takes the work at the limit of the run gets some, and only then`() {
    let system = sketch([("a" --> "b"), ("h" --> "i")], finish: ["b"], human: ["h"]) {
      $0.limits = AgentSystem.RunLimit(handoffs: 9, onLimit: "h")
    }
    #expect(SystemPlan(system).exceptional == ["h", "i"])
    #expect(SystemPlan(system).unreached == [])
    #expect(SystemPlan(system).stages == [["a"], ["b"]])
  }

  @Test func `where nobody knows where handoffs lead, nobody is said to get no work`() {
    let unknown = ("a" --> "b").unknown()
    let handoffs = [("a" --> "b"), ("x" --> "y")]
    #expect(SystemPlan(sketch(handoffs + [unknown], finish: ["b"])).unreached == [])
    let elsewhere = ("x" --> "y").unknown()
    #expect(SystemPlan(sketch(handoffs + [elsewhere], finish: ["b"])).unreached == ["x", "y"])
  }

  @Test func `work for which no target is named is handed on where all goes well`() {
    let plan = SystemPlan(sketch([("a" --> "b").on(.none), ("b" --> "c").on(.limit)], finish: ["b"]))
    #expect(plan.stages == [["a"], ["b"]])
  }

  @Test func `a failure or a limit that leads on makes no later stage`() {
    let plan = SystemPlan(
      sketch([("a" --> "b"), ("b" --> "c"), ("a" --> "c"), ("c" --> "b").on(.anyFailure)], finish: ["c"]))
    #expect(plan.stages == [["a"], ["b"], ["c"]])
    #expect(plan.steps.map(\.again) == [[], [], []])
    #expect(plan.loops == [])
  }

  @Test func `circles and predecessors come in declaration order`() {
    let plan = SystemPlan(
      sketch(
        [
          ("a" --> "x"), ("a" --> "b"), ("x" --> "y"), ("y" --> "x"), ("b" --> "c"), ("c" --> "b"),
          ("y" --> "z"),
          ("c" --> "z"), ("a" --> "z"),
        ], finish: ["z"]))
    #expect(plan.loops == [["x", "y"], ["b", "c"]])
    #expect(plan.steps.last?.predecessors == ["y->z", "c->z", "a->z"])
  }

  @Test func `a join waits for its branches, not for what comes back to it or brings it work otherwise`() {
    let system = sketch(
      [("a" --> "b"), ("a" --> "c"), ("b" --> "j"), ("c" --> "j"), ("b" --> "j"), ("j" --> "j")],
      finish: ["j"]
    ) {
      $0.edit("j") { $0.join = Agent.Join() }
    }
    #expect(SystemPlan(system).steps.last?.wait == .count(2))
  }

  @Test func `a join that waits for ever is in no stage and on no critical path`() {
    let system = sketch([("a" --> "j"), ("x" --> "j")], finish: ["j"]) {
      for (name, seconds) in [("a", 1), ("j", 100)] { $0.edit(name) { $0.seconds = JSONNumber(seconds) } }
      $0.edit("j") { $0.join = Agent.Join() }
    }
    #expect(SystemPlan(system).stages == [["a"]])
    #expect(SystemPlan(system).criticalPath?.agents == ["a"])
  }

  @Test func `what an agent hands to itself is no work from a later stage`() {
    let plan = SystemPlan(sketch([("a" --> "b"), ("b" --> "b")], finish: ["b"]))
    #expect(plan.steps.map(\.again) == [[], []])
  }

  @Test func `every agent stands in a later stage than what hands work forward to it`() {
    for seed in 0..<200 {
      var random = TestRandom(seed: UInt64(seed))
      let edges = random.edges(vertices: 8)
      let system = sketch(edges.map { "v\($0.from)" --> "v\($0.to)" }, entry: ["v0"])
      let plan = SystemPlan(system)
      let stage = Dictionary(uniqueKeysWithValues: plan.steps.map { ($0.agent, $0.stage) })
      let names = Dictionary(uniqueKeysWithValues: zip(system.handoffNames, system.handoffs))
      for step in plan.steps {
        let before = step.predecessors.compactMap { names[$0].flatMap { stage[$0.from] } }
        #expect(before.allSatisfy { $0 < step.stage }, "seed \(seed)")
        // No stage is skipped: somebody of the stage before hands work on, or the run starts here.
        #expect(before.contains(step.stage - 1) || step.stage == 1, "seed \(seed)")
      }
      let reached = closure(vertices: 8, edges: edges)[0]
      let expected = system.agents.map(\.name).filter { $0 == "v0" || reached[Int($0.dropFirst()) ?? 0] }
      #expect(Set(plan.steps.map(\.agent)) == Set(expected), "seed \(seed)")
    }
  }
}
