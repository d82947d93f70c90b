import HandoffContracts
import HandoffRouting
import HandoffSchema
import Testing

@Suite("Lost fields")
struct LostFieldTests {
  /// `a -> b -> c -> d`: `a` sends `id` and `text`, `d` cannot do without `id`.
  private func line(
    _ b: (inout Agent) -> Void = { _ in }, c: (inout Agent) -> Void = { _ in }, openB: Bool = true,
    needs: String = "id", handoffs more: [Handoff] = [], edit: (inout AgentSystem) -> Void = { _ in }
  ) -> AgentSystem {
    sketch(["a" --> "b", "b" --> "c", "c" --> "d"] + more, finish: ["d"]) { system in
      func contract(_ name: String, _ members: [String], isOpen: Bool = true) {
        var output: JSONObject = [
          "type": "object", "required": .array(members.map(JSONValue.string)),
          "properties": .object(JSONObject(members.map { .init(key: $0, value: ["type": "string"]) })),
        ]
        if !isOpen { output["additionalProperties"] = false }
        system.contracts.append(Contract(name: name, output: .object(output)))
        system.edit(name) { $0.produces = name }
      }
      contract("a", ["id", "text"])
      contract("b", ["text"], isOpen: openB)
      contract("c", ["id", "text"])
      system.edit("c") { $0.preserves = .fields([JSONPointer(tokens: ["id"])]) }
      system.edit("d") { $0.accepts = .schema(["type": "object", "required": [.string(needs)]]) }
      system.edit("b", b)
      system.edit("c", c)
      edit(&system)
    }
  }

  private func lost(_ system: AgentSystem) -> [[String]] {
    RoutingAudit().audit(system).findings.filter { $0.rule == "field-lost" }.map { $0.witness?.path ?? [] }
  }

  private let text = JSONPointer(tokens: ["text"])
  private let id = JSONPointer(tokens: ["id"])

  @Test func `one that keeps other members loses what it neither keeps nor names`() {
    #expect(lost(line { $0.preserves = .fields([text]) }) == [["a->b", "b->c", "c->d"]])
    #expect(lost(line { $0.preserves = .fields([id]) }) == [])
    #expect(lost(line { $0.preserves = .everything }) == [])
    #expect(lost(line { $0.copies = [(id, text)] }) == [])
  }

  @Test
  func
    `of one that says nothing of what it keeps nothing is known, unless its contract rules the member out`()
  {
    #expect(lost(line()) == [])
    #expect(lost(line(openB: false)) == [["a->b", "b->c", "c->d"]])
  }

  @Test func `who makes the member anew has nothing to lose`() {
    #expect(lost(line({ $0.preserves = .fields([text]) }, c: { $0.preserves = .fields([text]) })) == [])
    #expect(lost(line({ $0.preserves = .fields([text]) }, c: { $0.preserves = .everything })) == [])
    #expect(
      lost(line({ $0.preserves = .fields([text]) }, edit: { $0.contracts[1] = $0.contracts[0].named("b") }))
        == [])
  }

  @Test func `what nobody sent before is not lost`() {
    #expect(
      lost(line({ $0.preserves = .fields([text]) }, edit: { $0.contracts[0] = $0.contracts[1].named("a") }))
        == [])
  }

  @Test func `what comes with the input is lost, too`() {
    let system = line(
      { $0.preserves = .fields([text]) },
      edit: {
        $0.contracts[0] = $0.contracts[1].named("a")
        $0.edit("a") { $0.preserves = .everything }
        $0.input = ["type": "object", "required": ["id"]]
      })
    #expect(lost(system) == [["a->b", "b->c", "c->d"]])
  }

  @Test func `what an agent had before it asked another is not lost to it`() {
    // A supervisor's own question, whose answer does not repeat it.
    let system = sketch(["a" --> "b", "b" --> "a"], finish: ["a"]) { system in
      system.contracts = [
        Contract(name: "a", output: ["type": "object", "required": ["id"], "properties": ["id": true]]),
        Contract(
          name: "b", output: ["type": "object", "properties": ["x": true], "additionalProperties": false]),
      ]
      system.edit("a") {
        $0.produces = "a"
        $0.accepts = .contract("a")
      }
      system.edit("b") { $0.produces = "b" }
    }
    #expect(lost(system) == [])
  }

  @Test func `several that need it are one finding about the one that loses it`() {
    let system = line(
      { $0.preserves = .fields([text]) }, handoffs: ["c" --> "e"],
      edit: {
        $0.edit("e") {
          $0.accepts = .schema(["type": "object", "required": ["id"]])
          $0.finishes = .yes
        }
      })
    let found = RoutingAudit().audit(system).findings.filter { $0.rule == "field-lost" }
    #expect(found.map(\.agents) == [["a", "b", "c", "d", "e"]])
    #expect(found.map(\.handoffs) == [["a->b", "b->c", "c->d", "c->e"]])
  }

  @Test func `what another handoff carries than the sender's whole output is not lost on it`() {
    func lost(_ change: @escaping (inout AgentSystem) -> Void) -> [[String]] {
      self.lost(line({ $0.preserves = .fields([text]) }, edit: change))
    }
    #expect(lost { _ in } != [])
    let failing: (inout AgentSystem) -> Void = {
      $0.contracts[1].failures = [FailureOutput(kind: "late")]
      $0.handoffs[1].trigger = .anyFailure
    }
    #expect(lost(failing) == [])
    #expect(lost { $0.handoffs[1].payload = .contract("b") } == [])
    #expect(lost { $0.handoffs[1].each = JSONPointer(tokens: ["text"]) } == [])
    #expect(lost { $0.edit("c") { $0.join = Agent.Join() } } == [])
    let shadowed: (inout AgentSystem) -> Void = {
      $0.selection = .firstMatch
      $0.handoffs.insert("b" --> "d", at: 1)
      $0.edit("d") { $0.accepts = nil }
    }
    #expect(lost(shadowed) == [])
  }

  @Test func `who needs a member inside another one is told of the outer one`() {
    let nested: JSONValue = ["type": "object", "required": ["n"], "properties": ["n": true]]
    let system = line(
      { $0.preserves = .fields([text]) },
      edit: { system in
        for index in [0, 2] {
          system.contracts[index].output = [
            "type": "object", "required": ["id"], "properties": ["id": nested],
          ]
        }
        system.edit("d") {
          $0.accepts = .schema(["type": "object", "required": ["id"], "properties": ["id": nested]])
        }
      })
    let messages = RoutingAudit().audit(system).findings.filter { $0.rule == "field-lost" }.map(\.message)
    #expect(messages.count == 1)
    #expect(messages.first?.contains("needs /id,") == true)
  }

  @Test func `one that needs the member itself is asked in the place of those behind it`() {
    let system = line(
      { $0.preserves = .fields([text]) }, c: { $0.accepts = .schema(["type": "object", "required": ["id"]]) })
    let found = RoutingAudit().audit(system).findings.filter { $0.rule == "field-lost" }
    #expect(found.map(\.agents) == [["a", "b", "c"]])
  }

  @Test func `a member is followed under the name that it had before it was copied`() {
    let system = line(
      { $0.preserves = .fields([text]) },
      c: {
        $0.preserves = .fields([])
        $0.copies = [(id, JSONPointer(tokens: ["key"]))]
      },
      edit: { system in
        system.contracts[0].output = [
          "type": "object", "required": ["key"], "properties": ["key": ["type": "string"]],
        ]
      })
    let found = RoutingAudit().audit(system).findings.filter { $0.rule == "field-lost" }
    #expect(found.map { $0.witness?.path ?? [] } == [["a->b", "b->c", "c->d"]])
  }

  @Test func `an agent that hands on to itself does not lose to itself what it needs`() {
    let system = line(
      { $0.preserves = .fields([id]) }, handoffs: ["d" --> "d"],
      edit: { system in
        system.contracts.append(
          Contract(name: "d", output: ["type": "object", "additionalProperties": false]))
        system.edit("d") { $0.produces = "d" }
      })
    #expect(lost(system) == [])
  }
}

extension Contract {
  fileprivate func named(_ name: String) -> Contract {
    var copy = self
    copy.name = name
    return copy
  }
}
