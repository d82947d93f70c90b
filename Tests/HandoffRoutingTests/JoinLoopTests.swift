import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

/// Loops through joins: what comes there again and again, and what it is brought together with.
@Suite("Loops through joins")
struct JoinLoopTests {
  // MARK: - Which branches come again and again

  @Test func `a branch that nothing which circulates takes does not feed a join`() {
    let round = guarded("a" --> "a", "f", true)
    let there = guarded("a" --> "b", "f", false)
    for receives in Agent.Join.Received.allCases {
      let loops = found([there, round, "b" --> "c", "c" --> "b"], receives, at: "b") { $0.keep("a") }
      #expect(loops == ["a: a->a, live"])
    }
    // With a branch that does, the join starts again and again.
    let fed = found([guarded("a" --> "b", "f", true), round, "b" --> "c", "c" --> "b"], at: "b") {
      $0.keep("a")
    }
    #expect(fed == ["a: a->a, live", "b c: b->c c->b, latent"])
    let started = ["a" --> "c", guarded("a" --> "b", "f", true), round, "b" --> "c", "c" --> "b"]
    #expect(found(started, at: "b") { $0.keep("a") }.last == "c b: c->b b->c, live by a->c")
  }

  @Test func `a join that waits for more branches than there are is on no loop`() {
    let handoffs = ["a" --> "a", member("a" --> "j", "f"), member("j" --> "a", "g")]
    #expect(found(handoffs, wait: .count(2), at: "j") == ["a: a->a, live"])
    let called = [("a" --> "j").returning(), "j" --> "j"]
    #expect(found(called, wait: .count(3), at: "j") == ["j: j->j, latent"])
  }

  @Test func `control that comes back is no branch of a join`() {
    let handoffs = [("h" --> "j").returning(), ("b" --> "j").returning()]
    let system = sketch(handoffs, entry: ["h"], human: ["h"]) { $0.join("j", .all) }
    #expect(LoopLines.lines(of: system) == [])
  }

  @Test func `a handoff on a limit that starts again and again does not feed a join for ever`() {
    let handoffs = [("a" --> "j").returning(), ("j" --> "c").on(.limit), "c" --> "j"]
    let loops = found(handoffs, at: "j") {
      $0.edit("j") {
        $0.limit = 1
        $0.limitResets = true
      }
    }
    #expect(loops == [])
  }

  @Test func `a join whose other branch comes only from where no run gets is on no live loop`() {
    let handoffs = ["a" --> "j", ("a" --> "b").limit(1), "c" --> "c", "c" --> "b", "b" --> "j", "j" --> "a"]
    #expect(
      found(handoffs, .bySender, at: "j") == ["a j: a->j j->a, latent", "c: c->c, latent"])
    let called = [
      "s" --> "j", "s" --> "x", ("y" --> "j").returning(), "z" --> "j", "x" --> "j", "j" --> "z",
    ]
    #expect(found(called, wait: .count(2), at: "j") == ["j y z: j->z z->j, latent"])
  }

  @Test func `a join of whatever comes first waits for no other branch`() {
    let handoffs = [
      member("a" --> "j", "f").returning(), ("b" --> "j").changed { $0.each = JSONPointer(tokens: ["list"]) },
    ]
    #expect(
      found(handoffs, wait: .count(1), at: "j") { $0.contract("b", ["additionalProperties": false]) } == [
        "a j: a->j a<-j, live"
      ])
    // However many branches there are, other joins are decided.
    let many = (0..<70).flatMap { ["j" --> "b\($0)", "b\($0)" --> "j"] }
    let fork = ["q", "r"].map { name in ("p" --> name).changed { $0.parallel = "both" } }
    let loops = found(
      many + ["j" --> "p"] + fork + ["q" --> "k", "r" --> "k", "k" --> "p"], wait: .count(1), at: "j"
    ) {
      $0.join("k", .all, .bySender)
    }
    #expect(loops.count == 2)
    #expect(loops.allSatisfy { $0.contains(", live") }, "\(loops)")
  }

  // MARK: - What branches bring together

  @Test func `branches that never bring the same start no merging join, and start others`() {
    // What "d" has goes one way or the other, and both keep it.
    let split = [
      "a" --> "d", guarded("d" --> "x", "f", 0), member("d" --> "y", "f"), "x" --> "j", "y" --> "j",
      "j" --> "a",
    ]
    func loops(_ handoffs: [Handoff], _ receives: Agent.Join.Received) -> [String] {
      found(handoffs, receives, at: "j") {
        $0.selection = .firstMatch
        $0.contract("d", ["type": "object", "required": ["f"]])
        for name in ["x", "y"] { $0.keep(name) }
      }
    }
    #expect(loops(split, .merged) == [])
    #expect(loops(split, .bySender).count == 1)
  }

  @Test func `a third branch comes with neither of two that never bring the same`() {
    let handoffs = [
      "s" --> "d", "d" --> "d", guarded("d" --> "x", "f", 0), guarded("d" --> "y", "f", 1), "x" --> "j",
      "y" --> "j", "s" --> "z", "z" --> "j", "j" --> "z",
    ]
    func loops(_ receives: Agent.Join.Received) -> [String] {
      found(handoffs, receives, at: "j") { for name in ["d", "x", "y"] { $0.keep(name) } }
    }
    #expect(loops(.merged) == ["d: d->d, live by s->d"])
    for receives in [Agent.Join.Received.list, .bySender] {
      #expect(loops(receives).last == "j z: j->z z->j, live by s->z z->j")
    }
  }

  @Test func `what comes beside a branch narrows what a join gets for ever`() {
    let system = sketch(
      [
        ("a" --> "j").returning().changed { $0.when = ["properties": ["f": ["maximum": 0]]] }, "b" --> "j",
        "b" --> "b", "j" --> "b",
      ], finish: ["j"]
    ) {
      $0.join("j", .count(2))
      $0.contract("a", ["type": "object", "required": ["f"]])
      $0.contract("b", ["type": "object", "required": ["f"]])
      $0.keep("b")
    }
    #expect(RoutingFacts(system).loops.map(\.payloads) == ["/f 1 or more"])
  }

  @Test func `a join that keeps what its first branch brings waits for one that brings the same`() {
    let handoffs = [("a" --> "j").returning(), except("j" --> "d", "f", "w"), "d" --> "j"]
    let loops = found(handoffs, at: "j") {
      $0.edit("a") { $0.preserves = .fields([JSONPointer(tokens: ["f"]), JSONPointer(tokens: ["g"])]) }
      $0.edit("j") { $0.selection = .firstMatch }
      $0.contract("j", ["type": "object", "required": ["f", "g"]])
      $0.edit("d") { $0.produces = "j" }
      $0.keep("j")
    }
    #expect(loops == [])
  }

  @Test func `a join gets what its other branches bring again and again, not what they bring once`() {
    let handoffs = [
      "s" --> "a", "s" --> "b", guarded("b" --> "b", "f", 1), "b" --> "j", "a" --> "j",
      guarded("j" --> "a", "f", 2),
    ]
    func loops(_ back: JSONValue) -> [String] {
      found(Array(handoffs.dropLast()) + [guarded("j" --> "a", "f", back)], at: "j") {
        $0.contract("a", ["type": "object", "additionalProperties": false])
        for name in ["b", "j"] { $0.keep(name) }
      }
    }
    #expect(loops(2) == ["b: b->b, live by s->b"])
    #expect(loops(1).count == 2)
  }

  @Test func `a join keeps what all of its branches agree on`() {
    let handoffs = [
      "a" --> "c", "j" --> "a", except("j" --> "d", "f", true), "c" --> "j", guarded("d" --> "j", "f", true),
    ]
    #expect(found(handoffs, at: "j") { $0.keep("j") } == [])
  }

  @Test func `branches with different values never meet on the way to a loop`() {
    let handoffs = [
      guarded("a" --> "j", "f", false), guarded("b" --> "j", "f", true), "j" --> "j", "a" --> "b",
    ]
    #expect(found(handoffs, at: "j") == ["j: j->j, latent"])
  }

  // MARK: - Systems

  private func guarded(_ handoff: Handoff, _ member: String, _ value: JSONValue) -> Handoff {
    handoff.changed {
      $0.when = [
        "type": "object", "required": [.string(member)], "properties": .object([member: ["const": value]]),
      ]
    }
  }

  private func except(_ handoff: Handoff, _ member: String, _ value: JSONValue) -> Handoff {
    guarded(handoff, member, value).changed { handoff in handoff.when = handoff.when.map { ["not": $0] } }
  }

  private func member(_ handoff: Handoff, _ member: String) -> Handoff {
    handoff.changed { $0.when = ["required": [.string(member)]] }
  }

  private func found(
    _ handoffs: [Handoff], _ receives: Agent.Join.Received = .merged, wait: Agent.Join.Wait = .all,
    at join: String, _ edit: (inout AgentSystem) -> Void = { _ in }
  ) -> [String] {
    let entry = handoffs.first?.from ?? "a"
    return LoopLines.lines(
      of: sketch(handoffs, entry: [entry]) {
        $0.join(join, wait, receives)
        edit(&$0)
      })
  }
}

extension AgentSystem {
  fileprivate mutating func join(
    _ name: String, _ wait: Agent.Join.Wait, _ receives: Agent.Join.Received = .merged
  ) {
    edit(name) { $0.join = Agent.Join(wait, receives: receives) }
  }

  /// Lets an agent hand on what it received.
  fileprivate mutating func keep(_ name: String) { edit(name) { $0.preserves = .everything } }

  fileprivate mutating func contract(_ name: String, _ output: JSONValue) {
    contracts.append(Contract(name: name, output: output))
    edit(name) { $0.produces = name }
  }
}
