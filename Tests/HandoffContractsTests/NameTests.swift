import HandoffContracts
import HandoffSchema
import Testing

@Suite("Names")
struct NameTests {
  @Test func `handoffs between the same two are counted in declaration order`() {
    let system = AgentSystem(
      name: "s", entry: ["a"], agents: [Agent(name: "a"), Agent(name: "b")],
      handoffs: [("a", "b"), ("b", "a"), ("a", "b"), ("a", "a"), ("a", "b")].map { Handoff(from: $0, to: $1) }
    )
    #expect(system.handoffNames == ["a->b", "b->a", "a->b#2", "a->a", "a->b#3"])
  }

  @Test func `every handoff has a name of its own whatever the agents are called`() {
    let pairs = [("a", "b#2"), ("a", "b"), ("a", "b"), ("a->b", "c"), ("a", "b->c"), ("a", "b#2")]
    let system = AgentSystem(
      name: "s", entry: ["a"], handoffs: pairs.map { Handoff(from: $0, to: $1) })
    #expect(
      system.handoffNames == ["a->b#2", "a->b", "a->b#3", "a->b->c", "a->b->c#2", "a->b#2#2"])
  }

  @Test func `an index finds what is declared and nothing else`() {
    let system = AgentSystem(
      name: "s", entry: ["a"], contracts: [Contract(name: "c", output: true)],
      agents: [Agent(name: "a"), Agent(name: "b")],
      handoffs: [("a", "b"), ("a", "x"), ("b", "a")].map { Handoff(from: $0, to: $1) })
    let index = SystemIndex(system)
    #expect([index.agent(named: "b"), index.agent(named: "x")] == [1, nil])
    #expect([index.contract(named: "c"), index.contract(named: "a")] == [0, nil])
    #expect([index.handoff(named: "b->a"), index.handoff(named: "b->x")] == [2, nil])
    #expect((0...2).map { index.target(of: $0) } == [1, nil, 0])
    #expect((0...2).map { index.source(of: $0) } == [0, 0, 1])
    #expect([index.handoffs(from: 0), index.handoffs(to: 0)] == [[0, 1], [2]])
    #expect(system.agent(named: "b")?.name == "b")
    #expect(system.contract(named: "d") == nil)
  }

  @Test(arguments: [
    ("limt", "limit"), ("LIMIT", "limit"), ("limits", "limit"), ("produecs", "produces"), ("zebra", nil),
    ("", nil), ("x", nil),
  ])
  func `a mistyped name finds its nearest`(typed: String, wanted: String?) {
    #expect(NearestName.of(typed, among: ["limit", "limitResets", "produces", "accepts"]) == wanted)
  }
}
