import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

@Suite("Rules about stores")
struct StoreRuleTests {
  private func found(_ rule: String, _ system: AgentSystem) -> [[String]] {
    findings(rule, system).map(\.agents)
  }

  /// A system with one store, which some agents write and others read.
  private func system(
    _ handoffs: [Handoff], writers: String = "", readers: String = "", entry: [String] = ["a"],
    merge: Store.Merge? = nil, joins: [String: Agent.Join] = [:], edit: (inout AgentSystem) -> Void = { _ in }
  ) -> AgentSystem {
    sketch(handoffs, entry: entry, finish: ["z"]) { system in
      var store = Store(name: "notes", layer: .active)
      store.merge = merge
      system.stores = [store]
      for name in writers { system.edit("\(name)") { $0.writes = ["notes"] } }
      for name in readers { system.edit("\(name)") { $0.reads = ["notes"] } }
      for (name, join) in joins { system.edit(name) { $0.join = join } }
      edit(&system)
    }
  }

  private func fork(_ names: String...) -> [Handoff] {
    names.map { name in ("a" --> name).changed { $0.parallel = "team" } }
  }

  @Test func `two that work at the same time race at a store that one of them writes`() {
    let both = fork("b", "c") + ["b" --> "z", "c" --> "z"]
    #expect(found("store-race", system(both, writers: "bc")) == [["b", "c"]])
    #expect(found("store-race", system(both, writers: "b", readers: "c")) == [["b", "c"]])
    #expect(found("store-race", system(both, writers: "c", readers: "b")) == [["b", "c"]])
    #expect(found("store-race", system(both, readers: "bc")) == [])
    #expect(found("store-race", system(both, writers: "a", readers: "bc")) == [])
    #expect(found("store-race", system(both, writers: "bc", merge: .append)) == [])
    #expect(found("store-race", system(both, writers: "bc", merge: .reject)) == [])
    #expect(found("store-race", system(both, writers: "bc", merge: .last)) == [["b", "c"]])
    // One after the other, or one or the other.
    #expect(found("store-race", system(["a" --> "b", "b" --> "c", "c" --> "z"], writers: "bc")) == [])
    #expect(
      found("store-race", system(["a" --> "b", "a" --> "c", "b" --> "z", "c" --> "z"], writers: "bc")) == [])
  }

  @Test func `two writers that race are told before a writer and a reader, and once`() {
    let three = fork("b", "c", "d") + ["b" --> "z", "c" --> "z", "d" --> "z"]
    let system = system(three, writers: "bd", readers: "c")
    #expect(found("store-race", system) == [["b", "d"]])
    #expect(found("store-ownership", system) == [])
    #expect(findings("store-race", system)[0].handoffs == ["a->b", "a->d"])
  }

  @Test func `behind a join that waits for all work is one again`() {
    let joined = fork("b", "c") + ["b" --> "j", "c" --> "j", "j" --> "z"]
    #expect(found("store-race", system(joined, writers: "bj", joins: ["j": Agent.Join()])) == [])
    #expect(found("store-race", system(joined, writers: "bz", joins: ["j": Agent.Join()])) == [])
    // Where it goes on with the first that arrives, the other is still at work.
    #expect(
      found("store-race", system(joined, writers: "bz", joins: ["j": Agent.Join(.count(1))])) == [["b", "z"]])
  }

  @Test func `what follows a join within one branch is still on that branch`() {
    let inner = ["b" --> "p", "b" --> "q"].map { $0.changed { $0.parallel = "inner" } }
    let handoffs =
      fork("b", "c") + inner + ["p" --> "j", "q" --> "j", "j" --> "k", "k" --> "o", "c" --> "o", "o" --> "z"]
    let joins = ["j": Agent.Join(), "o": Agent.Join()]
    #expect(found("store-race", system(handoffs, writers: "kc", joins: joins)) == [["c", "k"]])
    #expect(found("store-race", system(handoffs, writers: "kz", joins: joins)) == [])
    #expect(found("store-race", system(handoffs, writers: "pk", joins: joins)) == [])
    #expect(found("store-race", system(handoffs, writers: "pq", joins: joins)) == [["p", "q"]])
  }

  @Test func `an agent on two branches meets those of either`() {
    let tail = fork("b", "c") + ["b" --> "s", "c" --> "s", "s" --> "z"]
    #expect(found("store-race", system(tail, writers: "bs")) == [["b", "s"]])
    #expect(found("store-race", system(tail, writers: "s")) == [])
  }

  @Test func `members of a group that no payload takes together are alternatives`() {
    func guarded(_ first: JSONValue, _ second: JSONValue) -> AgentSystem {
      var handoffs = fork("b", "c") + ["b" --> "z", "c" --> "z"]
      handoffs[0].when = first
      handoffs[1].when = second
      return system(handoffs, writers: "bc") { $0.declare(failures: [], of: "a") }
    }
    func long(_ keyword: String) -> JSONValue { ["properties": ["text": [keyword: 9]]] }
    func short(_ keyword: String) -> JSONValue { ["properties": ["text": [keyword: 8]]] }
    #expect(found("store-race", guarded(long("minLength"), short("maxLength"))) == [])
    #expect(found("store-ownership", guarded(long("minLength"), short("maxLength"))) == [["b", "c"]])
    #expect(found("store-race", guarded(long("maxLength"), short("maxLength"))) == [["b", "c"]])
  }

  @Test func `members that answer different outcomes, or can never be taken, open no branch`() {
    var handoffs = fork("b", "c") + ["b" --> "z", "c" --> "z"]
    handoffs[1].trigger = .anyFailure
    #expect(found("store-race", system(handoffs, writers: "bc")) == [])
    handoffs[0].trigger = .failures(["late"])
    #expect(
      found("store-race", system(handoffs, writers: "bc") { $0.declare(failures: ["late"], of: "a") }) == [
        ["b", "c"]
      ])
    #expect(
      found("store-race", system(handoffs, writers: "bc") { $0.declare(failures: ["odd"], of: "a") }) == [])
    // Nor does a handoff on a branch lead on that answers a failure which is not declared.
    let astray =
      fork("b", "c") + [("b" --> "d").on(.failures(["odd"])), "b" --> "z", "c" --> "z", "d" --> "z"]
    #expect(
      found("store-race", system(astray, writers: "cd") { $0.declare(failures: ["late"], of: "b") }) == [])
    #expect(
      found("store-race", system(astray, writers: "cd") { $0.declare(failures: ["odd"], of: "b") }) == [
        ["c", "d"]
      ])
  }

  @Test func `a reader that no writer comes before reads what is old`() {
    let line = ["a" --> "b", "b" --> "z"]
    #expect(found("store-stale-read", system(line, writers: "b", readers: "a")) == [["a", "b"]])
    #expect(found("store-stale-read", system(line, writers: "a", readers: "b")) == [])
    #expect(found("store-stale-read", system(line, readers: "a")) == [])
    #expect(found("store-stale-read", system(line + ["b" --> "a"], writers: "b", readers: "a")) == [])
    // Control comes back to the caller, and with it what the worker wrote.
    #expect(
      found("store-stale-read", system([("a" --> "b").returning(), "a" --> "z"], writers: "b", readers: "z"))
        == [])
    // Beside a writer it is a race, and said once.
    let both = fork("b", "c") + ["b" --> "z", "c" --> "z"]
    #expect(found("store-stale-read", system(both, writers: "b", readers: "c")) == [])
    // Where it is not known what is reached, nothing is said.
    let more = line + [("b" --> "q").unknown()]
    #expect(found("store-stale-read", system(more, writers: "b", readers: "a")) == [])
  }

  @Test func `who gets the work at the limit of a run comes behind all that circulate`() {
    let around = ["a" --> "b", "b" --> "a", "b" --> "z"]
    let limited = system(around, writers: "b", readers: "q") { system in
      system.agents.append(Agent(name: "q"))
      system.edit("q") {
        $0.reads = ["notes"]
        $0.finishes = .yes
      }
      system.limits = AgentSystem.RunLimit(handoffs: 9, onLimit: "q")
    }
    #expect(found("store-stale-read", limited) == [])
  }

  @Test func `several writers are told where nothing says how their values go together`() {
    let line = ["a" --> "b", "b" --> "z"]
    #expect(found("store-ownership", system(line, writers: "ab", readers: "z")) == [["a", "b"]])
    #expect(found("store-ownership", system(line, writers: "ab", readers: "z", merge: .last)) == [])
    #expect(found("store-ownership", system(line, writers: "a", readers: "z")) == [])
  }

  @Test func `a store that nobody declares is told once, with all who use it`() {
    let undeclared = system(["a" --> "b", "b" --> "z"], writers: "a", readers: "b") { $0.stores = [] }
    #expect(found("store-undeclared", undeclared) == [["a", "b"]])
    // Composed and decomposed are two names.
    let spelt = system(["a" --> "z"], writers: "a") { system in
      system.stores = [Store(name: "caf\u{e9}", layer: .active)]
      system.edit("a") { $0.writes = ["cafe\u{301}"] }
    }
    #expect(found("store-undeclared", spelt) == [["a"]])
  }

  @Test(.timeLimit(.minutes(1))) func `a group of many branches takes one walk`() {
    let names = (0..<20_000).map { "n\($0)" }
    let handoffs = names.flatMap { name in
      [("a" --> name).changed { $0.parallel = "team" }, name --> "j"]
    }
    var system = AgentSystem(
      name: "wide", entry: ["a"], agents: (["a", "j"] + names).map { Agent(name: $0) }, handoffs: handoffs,
      stores: [Store(name: "notes", layer: .active), Store(name: "log", layer: .active)])
    system.agents[1].finishes = .yes
    // Each of the branches reads the log, and two of them write the notes.
    for place in system.agents.indices.dropFirst(2) { system.agents[place].reads = ["log"] }
    system.agents[2].writes = ["notes"]
    system.agents[20_001].writes = ["notes"]
    #expect(RoutingFacts(system).stores.map { $0.race?.handoffs.count } == [2, nil])
  }
}
