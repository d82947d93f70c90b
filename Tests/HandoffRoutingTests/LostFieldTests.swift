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
}

extension Contract {
  fileprivate func named(_ name: String) -> Contract {
    var copy = self
    copy.name = name
    return copy
  }
}
