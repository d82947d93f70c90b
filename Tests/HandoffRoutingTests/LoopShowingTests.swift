import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

/// What is shown of a loop: the payloads that go round, and the change that makes an end of it.
@Suite("What is shown of loops")
struct LoopShowingTests {
  // MARK: - Payloads

  @Test func `a loop on which an array is taken apart is shown with an element that goes round`() {
    let apart = ("planner" --> "worker").changed {
      $0.each = JSONPointer(tokens: ["steps"])
      $0.when = ["required": ["steps"]]
    }
    let system = sketch(
      [apart, ("worker" --> "planner").changed { $0.when = Self.sized }], entry: ["planner"]
    ) {
      $0.contracts = [
        Contract(
          name: "plan",
          output: [
            "type": "object", "required": ["steps"],
            "properties": ["steps": ["type": "array", "items": Self.sized]],
          ])
      ]
      $0.edit("planner") { $0.produces = "plan" }
      $0.edit("worker") { $0.preserves = .everything }
    }
    let loops = RoutingFacts(system).loops
    #expect(loops.map(\.certainty) == [.replayed])
    #expect(loops.map(\.stem) == [[]])
  }

  private static let sized: JSONValue = [
    "type": "object", "required": ["size"], "properties": ["size": ["const": 3]],
  ]

  @Test func `a loop of elements that no array can have is none`() {
    let apart = ("a" --> "a").changed {
      $0.each = JSONPointer(tokens: ["list"])
      $0.when = ["required": ["list"], "properties": ["list": ["type": "string"]]]
    }
    #expect(RoutingFacts(sketch([apart])).loops.map(\.certainty) != [.replayed])
  }

  @Test func `what is tried again gets what it had received, and the failure goes on at the limit`() {
    let handoffs = [
      ("a" --> "a").on(.anyFailure).limit(2), ("a" --> "b").on(.limit),
      ("b" --> "b").changed {
        $0.when = ["required": ["failure"]]
      },
    ]
    let system = sketch(handoffs) {
      $0.declare(failures: ["late"], of: "a")
      $0.edit("b") { $0.preserves = .everything }
    }
    let loops = RoutingFacts(system).loops
    #expect(loops.map(\.certainty) == [.replayed])
    #expect(loops.map(\.payload) == [["failure": "late"]])
    #expect(LoopLines.lines(of: system) == ["b: b->b, live by a->a a->a a->b"])
  }

  @Test func `a copied member may be what a handoff to a loop asks for`() {
    let handoffs = [
      "a" --> "c", ("c" --> "a").on(.limit),
      ("c" --> "b").returning().limit(1).changed { $0.when = ["required": ["f"]] },
    ]
    let system = sketch(handoffs) {
      $0.contracts = [Contract(name: "open", output: ["type": "object"])]
      $0.edit("a") { $0.produces = "open" }
      $0.edit("c") {
        $0.preserves = .everything
        $0.copies = [(JSONPointer(tokens: ["f"]), JSONPointer(tokens: ["g"]))]
      }
    }
    #expect(LoopLines.lines(of: system).first == "a c: a->c c->a, live by a->c c->b c<-b c->a")
  }

  @Test func `that payloads are objects goes without saying`() {
    let typed = ("b" --> "a").returning().changed { $0.payload = .contract("open") }
    let system = sketch([typed]) {
      $0.contracts = [Contract(name: "open", output: ["type": "object", "required": ["f"]])]
      $0.edit("a") {
        $0.produces = "open"
        $0.preserves = .everything
      }
    }
    #expect(RoutingFacts(system).loops.map(\.payloads) == ["/f present"])
  }

  @Test func `a lap is shown from the agent that is declared first`() {
    let system = sketch(["a" --> "b", "b" --> "a", ("b" --> "a").on(.limit)]) {
      $0.edit("b") { $0.limit = 1 }
    }
    #expect(LoopLines.lines(of: system) == ["a b: a->b b->a#2, live by a->b b->a a->b b->a#2"])
  }

  @Test func `where nobody knows where handoffs lead, what arrows reach counts as reached`() {
    let there = ("a" --> "b").changed { $0.when = ["required": ["f"]] }
    func loops(_ more: [Handoff]) -> [String] {
      LoopLines.lines(
        of: sketch([there, ("b" --> "b").changed { $0.when = ["required": ["g"]] }] + more) {
          $0.contracts = [Contract(name: "none", output: ["type": "object", "additionalProperties": false])]
          $0.edit("a") { $0.produces = "none" }
        })
    }
    #expect(loops([]) == ["b: b->b, latent"])
    #expect(loops([("a" --> "c").unknown()]) == ["b: b->b, live"])
  }

  @Test func `control that nobody gave away makes no live loop`() {
    #expect(
      LoopLines.lines(of: sketch([("b" --> "a").returning()])) == ["a b: b->a b<-a, latent"]
        || LoopLines.lines(of: sketch([("b" --> "a").returning()])) == ["a b: b<-a b->a, latent"])
  }

  // MARK: - Mends

  @Test func `two handoffs between the same agents need two limits`() {
    #expect(mend(["a" --> "a", "a" --> "a"]) == .handoffs([HandoffIndex(0), HandoffIndex(1)]))
  }

  @Test func `no limit is proposed where what is taken then leads back or need not lead out`() {
    let back = ["a" --> "b", ("b" --> "a").limit(2), ("b" --> "a").on(.limit)]
    #expect(mend(back) == .handoffs([HandoffIndex(0)]))
    let out = ("a" --> "b").on(.limit)
    let resets: (inout AgentSystem) -> Void = {
      $0.edit("a") {
        $0.limit = 2
        $0.limitResets = true
      }
    }
    #expect(mend(["a" --> "a", out], resets) == .handoffs([HandoffIndex(0)]))
    #expect(mend(["a" --> "a", out.changed { $0.when = ["required": ["f"]] }], resets) == .everyAgent)
    // A handoff on the limit that nothing takes leads nowhere.
    #expect(mend(["a" --> "a", out]) == .everyAgent)
  }

  @Test func `the handoff that closes a lap is limited first`() {
    #expect(mend(["a" --> "b", "b" --> "a"]) == .handoffs([HandoffIndex(1)]))
  }

  @Test func `visits to an agent are limited where no handoff can be`() {
    #expect(mend([("a" --> "b").returning(), ("a" --> "c").on(.limit)]) == .agent(AgentIndex(1)))
  }

  private func mend(_ handoffs: [Handoff], _ edit: (inout AgentSystem) -> Void = { _ in }) -> LoopMend? {
    RoutingFacts(sketch(handoffs, edit: edit)).loops.first?.mend ?? nil
  }
}
