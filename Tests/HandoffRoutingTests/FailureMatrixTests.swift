import HandoffContracts
import HandoffRouting
import HandoffSchema
import HandoffTestSupport
import HandoffTraffic
import Testing

@Suite("The failure matrix")
struct FailureMatrixTests {
  /// The only path of a system whose agent `a` declares one failure.
  private func path(
    _ handoffs: [Handoff], finish: [String] = [], human: [String] = [],
    edit: (inout AgentSystem) -> Void = { _ in }
  ) throws -> FailurePath {
    let system = sketch(handoffs, finish: finish, human: human) {
      $0.declare(failures: ["late"], of: "a")
      edit(&$0)
    }
    return try #require(FailureMatrix(system).paths.first)
  }

  private let late = Handoff.Trigger.failures(["late"])

  @Test func `a failure that goes to a human ends there and blocks who waits for the output`() throws {
    let found = try path([("a" --> "b"), ("a" --> "h").on(late)], finish: ["b"], human: ["h"])
    #expect(
      found
        == FailurePath(
          agent: "a", failure: "late", responses: [.handoff("a->h")], ends: [.human("h")], way: ["a->h"],
          blocks: ["b"]))
  }

  @Test func `a retry comes first, and what takes over at its limit comes then`() throws {
    let found = try path(
      [("a" --> "a").on(late).limit(2), ("a" --> "h").on(.limit), ("a" --> "b")], finish: ["b"],
      human: ["h"])
    #expect(found.responses == [.retry(handoff: "a->a", limit: 2), .handoff("a->h")])
    #expect(found.ends == [.human("h")])
  }

  @Test func `a retry that nothing takes over ends the run with an error`() throws {
    let found = try path([("a" --> "a").on(late).limit(2), ("a" --> "b")], finish: ["b"])
    #expect(found.responses == [.retry(handoff: "a->a", limit: 2), .unanswered])
    #expect(found.ends == [.error("a")])
    #expect(found.blocks == ["b"])
  }

  @Test func `of many ends the four nearest are told, and that there are more`() throws {
    let spread = (0..<5).map { "b" --> "h\($0)" }
    let humans = (0..<5).map { "h\($0)" }
    let found = try path([("a" --> "b").on(late)] + spread, human: humans)
    #expect(found.ends == ["h0", "h1", "h2", "h3"].map { .human($0) })
    #expect(found.hasMoreEnds)
    let few = try path([("a" --> "b").on(late)] + spread.prefix(4), human: humans)
    #expect(few.ends.count == 4)
  }

  @Test func `a failure that nobody answers is an error`() throws {
    let found = try path([("a" --> "b")], finish: ["b"])
    #expect(found.responses == [.unanswered])
    #expect(found.ends == [.error("a")])
    #expect(found.way == [])
  }

  @Test func `a failure of a worker goes back to its supervisor`() throws {
    let system = sketch([("s" --> "a").returning()], entry: ["s"], finish: ["s"]) {
      $0.declare(failures: ["late"], of: "a")
    }
    let found = try #require(FailureMatrix(system).paths.first)
    #expect(found.responses == [.goesBack("s<-a")])
    #expect(found.ends == [.finish("s")])
    #expect(found.way == ["s<-a"])
  }

  @Test func `a handoff whose guard refuses every payload of the failure does not answer it`() throws {
    let never = ("a" --> "h").on(.anyFailure).changed {
      $0.when = ["properties": ["failure": ["const": "early"]], "required": ["failure"]]
    }
    let found = try path([("a" --> "b"), never], finish: ["b"], human: ["h"])
    #expect(found.responses == [.unanswered])
  }

  @Test func `work that goes where nothing ends is trapped`() throws {
    let found = try path(
      [("a" --> "b"), ("a" --> "c").on(late), ("c" --> "d"), ("d" --> "c")], finish: ["b"])
    #expect(found.ends == [.trap("c")])
  }

  @Test func `what takes over at a limit is not blocked by a failure that others answer`() throws {
    let found = try path(
      [("a" --> "b").limit(1), ("a" --> "c").on(.limit), ("a" --> "h").on(late)], finish: ["b", "c"],
      human: ["h"])
    #expect(found.blocks == ["b"])
  }

  @Test func `work ends at a human, whatever the human does with it`() throws {
    let found = try path([("a" --> "h").on(late), ("h" --> "b")], finish: ["b"], human: ["h"])
    #expect(found.ends == [.human("h")])
    #expect(!found.hasMoreEnds)
  }

  @Test func `four ends are told, and that there are more`() throws {
    let names = ["b", "c", "d", "e", "f"]
    let found = try path(names.map { ("a" --> $0).on(late) }, finish: names)
    #expect(found.ends == names.prefix(4).map { .finish($0) })
    #expect(found.hasMoreEnds)
  }

  @Test func `where handoffs are not known, the end is not either`() throws {
    let found = try path(
      [("a" --> "c").on(late), ("c" --> "b").changed { $0.evidence = .unknown }], finish: ["b"])
    #expect(found.ends.first == .unknown("c"))
  }

  @Test func `the nearest end comes first`() throws {
    let found = try path(
      [("a" --> "c").on(late), ("c" --> "d"), ("d" --> "h"), ("c" --> "b")], finish: ["b"], human: ["h"])
    #expect(found.ends == [.finish("b"), .human("h")])
    #expect(found.way == ["a->c", "c->b"])
  }

  @Test func `a join without one of its branches is blocked, and so is what waits for it`() throws {
    let found = try path(
      [
        ("s" --> "a"), ("s" --> "b"), ("a" --> "j"), ("b" --> "j"), ("j" --> "z"), ("a" --> "h").on(late),
      ], finish: ["z"], human: ["h"]
    ) {
      $0.entry = ["s"]
      $0.edit("j") { $0.join = Agent.Join() }
    }
    #expect(found.blocks == ["j", "z"])
  }

  @Test func `a join that can do with fewer branches is not blocked`() throws {
    let found = try path(
      [("s" --> "a"), ("s" --> "b"), ("a" --> "j"), ("b" --> "j"), ("a" --> "h").on(late)], finish: ["j"],
      human: ["h"]
    ) {
      $0.entry = ["s"]
      $0.edit("j") { $0.join = Agent.Join(.count(1)) }
    }
    #expect(found.blocks == [])
  }

  @Test func `agents that declare no failure are named, humans are not`() {
    let system = sketch([("a" --> "h")], human: ["h"])
    #expect(FailureMatrix(system).silentAgents == ["a"])
    #expect(FailureMatrix(system).paths == [])
  }

  @Test func `a reached agent is blocked exactly when a plain closure without it does not reach it`() {
    for seed in 0..<300 {
      var random = TestRandom(seed: UInt64(seed))
      let names = ["a", "b", "c", "d", "e", "f"]
      var handoffs = (0..<(3 + random.below(8))).map { _ in
        names[random.below(6)] --> names[random.below(6)]
      }
      handoffs.append((names[random.below(6)] --> names[random.below(6)]).on(.anyFailure))
      let joins = Set((0..<2).map { _ in names[random.below(6)] })
      let system = sketch(handoffs, finish: names, agents: names) { system in
        for name in names { system.declare(failures: ["late"], of: name) }
        for name in joins { system.edit(name) { $0.join = Agent.Join() } }
      }
      let usual = Self.closure(system, without: nil)
      for path in FailureMatrix(system).paths {
        let reached = Self.closure(system, without: path.agent)
        let expected =
          usual.contains(path.agent)
          ? system.agents.map(\.name).filter { usual.contains($0) && !reached.contains($0) } : []
        #expect(path.blocks == expected, "seed \(seed), \(path.agent): \(system.handoffNames)")
      }
    }
  }

  /// The agents that get work, found by trying again until nothing changes; one agent always fails.
  private static func closure(_ system: AgentSystem, without failing: String?) -> Set<String> {
    var reached = Set(system.entry)
    func fires(_ handoff: Handoff) -> Bool {
      reached.contains(handoff.from) && (handoff.from != failing || handoff.trigger == .anyFailure)
    }
    while true {
      var next = reached
      for agent in system.agents where !reached.contains(agent.name) {
        let incoming = system.handoffs.filter { $0.to == agent.name && $0.from != agent.name }
        let senders = Set(incoming.filter { $0.trigger == .output }.map(\.from))
        let free = incoming.filter { agent.join == nil || !senders.contains($0.from) }
        let hasAll =
          agent.join != nil && !senders.isEmpty
          && senders.allSatisfy { sender in incoming.contains { $0.from == sender && fires($0) } }
        if hasAll || free.contains(where: fires) { next.insert(agent.name) }
      }
      if next == reached { return reached }
      reached = next
    }
  }
}
