import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

/// Loops that a run comes to, or goes round, only once limits are reached.
@Suite("Loops that limits lead to")
struct CountedLoopTests {
  // MARK: - What handoffs with limits leave to others

  @Test func `what stands behind a limited handoff gets the work once that is spent`() {
    let there = [("a" --> "b").limit(1), "b" --> "a"]
    #expect(found(there + ["a" --> "c", "c" --> "c"], firstMatch) == ["c: c->c, live by a->b b->a a->c"])
    #expect(found([there[0], "a" --> "c", "c" --> "c"], firstMatch) == ["c: c->c, latent"])
  }

  @Test func `a limited handoff takes nothing from what stands before it`() {
    let first = [("a" --> "c").limit(1), "c" --> "a", "a" --> "a"]
    #expect(found(first + [("a" --> "b").limit(1)], firstMatch) == ["a: a->a, live by a->c c->a"])
  }

  @Test func `under choice a limited handoff takes nothing from others`() {
    let handoffs = [
      ("a" --> "c").on(.limit), ("a" --> "c").limit(2), "a" --> "c", "c" --> "a",
    ]
    #expect(found(handoffs) == ["a c: a->c#3 c->a, live"])
  }

  @Test func `a typed handoff is taken whatever stands before it`() {
    let typed = ("a" --> "a").changed { $0.payload = .contract("any") }
    let handoffs = [("a" --> "b").limit(1), "a" --> "a", typed]
    #expect(
      found(handoffs) {
        $0.selection = .firstMatch
        $0.contracts = [Contract(name: "any", output: [:])]
      } == ["a: a->a#2, live"])
  }

  @Test func `a member of a parallel group is taken with a limited one before it`() {
    let both = [("a" --> "b").limit(1), "a" --> "a"].map { $0.changed { $0.parallel = "both" } }
    #expect(
      found([("a" --> "c").limit(1), "c" --> "a"] + both, firstMatch) == ["a: a->a, live by a->c c->a"])
  }

  @Test func `a limited handoff keeps nothing from one for when no target is named`() {
    let handoffs = [("a" --> "b").limit(2), "a" --> "a", ("a" --> "a").on(.none)]
    #expect(found(handoffs, firstMatch) == ["a: a->a#2, live"])
  }

  @Test func `a handoff for when no target is named lets control come back before a limited one is spent`() {
    let handoffs = [
      ("a" --> "b").returning(), ("b" --> "c").limit(1), when("b" --> "c", "f", 1).on(.none),
    ]
    #expect(found(handoffs, firstMatch).contains("a b: a->b a<-b, live"))
    let behind = [("a" --> "d").limit(1), "d" --> "a"] + handoffs
    #expect(
      found(behind, firstMatch).contains("a b: a->b a<-b, live by a->d d->a"), "\(found(behind, firstMatch))")
    // Without it control comes back only once that is spent, which it never is.
    #expect(found(Array(handoffs.prefix(2)), firstMatch) == ["a b: a->b a<-b, latent"])
  }

  @Test func `a limited handoff on a failure takes no output`() {
    let handoffs = [("a" --> "b").returning(), ("b" --> "b").on(.anyFailure).limit(1)]
    #expect(
      found(handoffs) {
        $0.selection = .firstMatch
        $0.declare(failures: ["late"], of: "b")
      } == ["a b: a->b a<-b, live"])
  }

  @Test func `a limited handoff on a failure takes no output of an agent without a contract`() {
    let handoffs = [
      ("a" --> "d").limit(1), "d" --> "a", ("a" --> "b").returning(), ("b" --> "b").on(.anyFailure).limit(1),
    ]
    #expect(
      found(handoffs, firstMatch).contains("a b: a->b a<-b, live by a->d d->a"),
      "\(found(handoffs, firstMatch))")
  }

  @Test
  func `a limited handoff under a condition or under a guard that is not understood takes nothing for sure`()
  {
    let first = [("a" --> "c").limit(9), "c" --> "a"]
    let tested = ("a" --> "b").limit(1).changed { $0.condition = "again" }
    let sized = ("a" --> "b").limit(1).changed { $0.when = ["minProperties": 2] }
    for handoff in [tested, sized] {
      let loops = found(first + [handoff, "a" --> "a"]) {
        $0.selection = .firstMatch
        $0.contracts = [Contract(name: "open", output: ["type": "object"])]
        $0.edit("a") { $0.produces = "open" }
      }
      #expect(!loops.contains { $0.hasSuffix("latent") }, "\(loops)")
    }
    #expect(found(first + [("a" --> "b").limit(1), "a" --> "a"], firstMatch) == ["a: a->a, latent"])
  }

  @Test func `payloads that a limited handoff does not take go on at once`() {
    let limited = when("a" --> "b", "f", 1).limit(1)
    #expect(found([limited, "a" --> "a"], firstMatch) == ["a: a->a, live"])
  }

  // MARK: - What stands in for what is spent

  @Test func `a handoff on the limit is taken once another is spent, and not before`() {
    let handoffs = [("a" --> "b").limit(2), ("a" --> "c").on(.limit), "c" --> "c"]
    #expect(found(handoffs + ["b" --> "a"]) == ["c: c->c, live by a->b b->a a->b b->a a->c"])
    #expect(found(handoffs) == ["c: c->c, latent"])
  }

  @Test func `a spent handoff on the limit takes nothing any more`() {
    let handoffs = [("a" --> "a").limit(1), "a" --> "a", ("a" --> "a").on(.limit).limit(2)]
    #expect(found(handoffs, firstMatch) == ["a: a->a#2, live by a->a a->a#3 a->a#3"])
  }

  @Test func `a handoff on the limit stands in only for what would have come to the spent one`() {
    let either = ("a" --> "d").limit(1).changed {
      $0.when = ["required": ["f"], "properties": ["f": ["enum": [1, 2]]]]
    }
    func loops(_ value: JSONValue) -> [String] {
      found([
        when("a" --> "b", "f", 1).limit(2), either, "d" --> "a", ("a" --> "e").on(.limit),
        when("e" --> "e", "f", value),
      ]) {
        $0.selection = .firstMatch
        $0.edit("e") { $0.preserves = .everything }
      }
    }
    #expect(loops(1) == ["e: e->e, latent"])
    #expect(loops(2) == ["e: e->e, live by a->d d->a a->e"])
  }

  @Test func `a handoff on the limit gets nothing that goes elsewhere before`() {
    let handoffs = [
      ("a" --> "a").on(.limit), when("a" --> "b", "f", 1).on(.anyFailure).limit(2),
      when("a" --> "a", "f", 1).on(.anyFailure).limit(1),
    ]
    #expect(found(handoffs, firstMatch) == ["a: a->a, latent"])
  }

  @Test func `a handoff that is tried again after a failure is spent, and the next failure goes on`() {
    let again = [("a" --> "a").on(.anyFailure).limit(1), ("a" --> "b").on(.limit), "b" --> "b"]
    let loops = ["b: b->b, live by a->a a->b"]
    #expect(found(again) { $0.declare(failures: ["late"], of: "a") } == loops)
    #expect(found(again) == loops)
    let named = [
      ("a" --> "b").on(.failures(["late"])).limit(1), ("a" --> "c").on(.limit), "b" --> "a", "c" --> "c",
    ]
    #expect(found(named) == ["c: c->c, live by a->b b->a a->c"])
  }

  @Test func `a guard on what is tried again leaves other failures to others`() {
    let handoffs = [
      ("a" --> "c").on(.failures(["lost"])).limit(9), "c" --> "a",
      when("a" --> "a", "failure", "late").on(.anyFailure).limit(1), ("a" --> "b").on(.anyFailure),
      when("b" --> "b", "failure", "lost"),
    ]
    let loops = found(handoffs) {
      $0.selection = .firstMatch
      $0.declare(failures: ["late", "lost"], of: "a")
      $0.edit("b") { $0.preserves = .everything }
    }
    let rounds = String(repeating: "a->c c->a ", count: 9)
    #expect(loops == ["b: b->b, live by \(rounds)a->b"])
  }

  @Test func `a handoff on the limit may send what a typed handoff would have sent`() {
    let typed = ("a" --> "c").limit(1).changed { $0.payload = .contract("any") }
    let handoffs = ["b" --> "a", typed, ("a" --> "b").on(.limit), "c" --> "b"]
    let loops = found(handoffs) {
      $0.contracts = [Contract(name: "any", output: [:])]
      $0.edit("a") { $0.adds = [(JSONPointer(tokens: ["f"]), 1)] }
    }
    #expect(loops.contains { $0.hasPrefix("a b: ") && $0.contains("a->b b->a, live") }, "\(loops)")
  }

  @Test func `a handoff that is spent reaches no limit of its receiver`() {
    let handoffs = [("a" --> "b").limit(1), "b" --> "a", ("b" --> "c").on(.limit), "c" --> "c"]
    let loops = found(handoffs) { $0.edit("b") { $0.limit = 1 } }
    #expect(loops == ["c: c->c, latent"])
  }

  // MARK: - Limits on visits

  @Test func `the start of a run is the first visit`() {
    let handoffs = ["a" --> "b", "b" --> "a", ("a" --> "c").on(.limit), "c" --> "c"]
    #expect(found(handoffs) { $0.edit("a") { $0.limit = 1 } } == ["c: c->c, live by a->b b->a a->c"])
    #expect(
      found(handoffs) { $0.edit("a") { $0.limit = 2 } } == ["c: c->c, live by a->b b->a a->b b->a a->c"])
  }

  @Test func `an agent past its limit hands on what arrives, whatever limits its handoffs have`() {
    let handoffs = [
      "a" --> "a", ("a" --> "b").on(.limit), ("b" --> "b").limit(2), ("b" --> "a").on(.limit),
    ]
    #expect(
      found(handoffs) { $0.edit("a") { $0.limit = 1 } } == [
        "a b: a->b b->a, live by a->a a->b b->b b->b b->a"
      ])
  }

  @Test func `an agent past its limit takes no handoff of another kind and gives nothing back`() {
    let handoffs = ["a" --> "c", ("c" --> "b").returning().limit(2), ("c" --> "c").on(.limit)]
    #expect(found(handoffs) { $0.edit("b") { $0.limit = 1 } } == ["c: c->c, latent"])
    #expect(found(handoffs) { $0.edit("b") { $0.limit = 2 } } != ["c: c->c, latent"])
  }

  @Test func `a limit that no run reaches is not reached by what nothing leads to`() {
    let handoffs = [("a" --> "a").on(.limit), "b" --> "a"]
    #expect(found(handoffs) { $0.edit("a") { $0.limit = 2 } } == ["a: a->a, latent"])
  }

  @Test func `a count that starts again when control leaves reaches no limit`() {
    let handoffs = ["a" --> "b", "b" --> "a", ("b" --> "c").on(.limit), "c" --> "c"]
    let loops = found(handoffs) {
      $0.edit("b") {
        $0.limit = 2
        $0.limitResets = true
      }
    }
    #expect(loops == ["a b: a->b b->a, live", "c: c->c, latent"])
  }

  // MARK: - Work that goes several ways

  @Test(arguments: ["entries", "elements", "group"])
  func `work that goes several ways may reach a limit together`(way: String) {
    var system = sketch([("a" --> "c").limit(1), ("a" --> "a").on(.limit)], agents: ["b"])
    switch way {
    case "entries": system.entry = ["a", "b"]
    case "elements": system.handoffs[0].each = JSONPointer(tokens: ["list"])
    default: for index in system.handoffs.indices { system.handoffs[index].parallel = "both" }
    }
    #expect(found(system) == ["a: a->a, possible"])
    system.entry = ["a"]
    system.handoffs[0].each = nil
    system.handoffs[0].parallel = nil
    #expect(found(system) == ["a: a->a, latent"])
  }

  @Test func `control that nobody gave away comes back at no count`() {
    let handoffs = [("a" --> "d").limit(2), "a" --> "c", ("b" --> "a").returning(), "c" --> "a"]
    let loops = found(handoffs) {
      $0.selection = .firstMatch
      $0.declare(failures: ["late"], of: "a")
    }
    #expect(loops == ["a c b: a->c c->a, latent"])
  }

  @Test func `what other runs would have to give back is not waited for`() {
    let handoffs = [
      ("a" --> "d").limit(2), ("a" --> "b").on(.limit).returning(),
      ("c" --> "d").returning().changed { $0.each = JSONPointer(tokens: ["list"]) },
    ]
    #expect(found(handoffs).first == "a b: a->b a<-b, latent")
  }

  // MARK: - What is shown

  @Test func `another way to a loop is shown where the first counts on a limit`() {
    let system = sketch(
      [
        ("a" --> "b").limit(1), ("a" --> "c").on(.limit), "a" --> "d", "d" --> "c", when("c" --> "c", "f", 1),
        "b" --> "a",
      ])
    #expect(found(system) == ["c: c->c, live by a->d d->c"])
  }

  @Test func `where nobody knows where handoffs lead, a loop that counts on limits is possible`() {
    let unknown = ("a" --> "d").unknown()
    let handoffs = [("a" --> "b").limit(1), "a" --> "a"]
    #expect(found(handoffs, firstMatch) == ["a: a->a, latent"])
    #expect(found(handoffs + [unknown], firstMatch) == ["a: a->a, possible"])
  }

  @Test func `a loop among other agents than those of a lap is not shown as theirs`() {
    let never = when("b" --> "a", "f", false).changed { $0.returns = true }
    let system = sketch(
      ["s" --> "a", ("a" --> "b").limit(2), never, ("b" --> "c").returning(), ("a" --> "a").on(.limit)],
      entry: ["s", "b"]
    ) {
      $0.contracts = [
        Contract(name: "true", output: ["type": "object", "properties": ["f": ["const": true]]])
      ]
      $0.edit("b") { $0.produces = "true" }
    }
    #expect(found(system).contains("a: a->a, possible"), "\(found(system))")
  }

  // MARK: - Systems

  private func firstMatch(_ system: inout AgentSystem) { system.selection = .firstMatch }

  private func when(_ handoff: Handoff, _ member: String, _ value: JSONValue) -> Handoff {
    handoff.changed {
      $0.when = ["required": [.string(member)], "properties": .object([member: ["const": value]])]
    }
  }

  private func found(_ handoffs: [Handoff], _ edit: (inout AgentSystem) -> Void = { _ in }) -> [String] {
    found(sketch(handoffs, edit: edit))
  }

  private func found(_ system: AgentSystem) -> [String] { LoopLines.lines(of: system) }
}
