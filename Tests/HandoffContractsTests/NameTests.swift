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

  @Test func `a return is named by its handoff, with its number`() {
    let system = AgentSystem(
      name: "s", entry: ["a"], agents: [Agent(name: "a"), Agent(name: "b#2")],
      handoffs: [("a", "b#2"), ("a", "b#2")].map { Handoff(from: $0, to: $1) })
    let index = SystemIndex(system)
    #expect(system.handoffIndices.map { index.returnName(of: $0) } == ["a<-b#2", "a<-b#2#2"])
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
    let (a, b) = (AgentIndex(0), AgentIndex(1))
    let handoffs = Array(system.handoffIndices)
    #expect([index.agent(named: "b"), index.agent(named: "x")] == [b, nil])
    #expect([index.contract(named: "c"), index.contract(named: "a")] == [ContractIndex(0), nil])
    #expect([index.handoff(named: "b->a"), index.handoff(named: "b->x")] == [handoffs[2], nil])
    #expect(handoffs.map { index.target(of: $0) } == [b, nil, a])
    #expect(handoffs.map { index.source(of: $0) } == [a, a, b])
    #expect(
      [Array(index.handoffs(from: a)), Array(index.handoffs(to: a))] == [
        [handoffs[0], handoffs[1]], [handoffs[2]],
      ])
    #expect(handoffs.map { index.name(of: $0) } == system.handoffNames)
    #expect(system.agent(named: "b")?.name == "b")
    #expect(system.contract(named: "d") == nil)
  }

  @Test func `a way back is called like its handoff`() {
    for pairs in [
      [("a", "b"), ("a", "b")], [("a", "b#2"), ("a", "b"), ("a", "b")], [("a", "x"), ("a", "x")],
    ] {
      let system = AgentSystem(
        name: "s", entry: ["a"], agents: [Agent(name: "a"), Agent(name: "b"), Agent(name: "b#2")],
        handoffs: pairs.map { Handoff(from: $0, to: $1) })
      let index = SystemIndex(system)
      #expect(
        system.handoffIndices.map { index.returnName(of: $0) }
          == system.handoffNames.map { $0.replacing("->", with: "<-") })
    }
  }

  @Test(arguments: [
    ("limt", "limit"), ("LIMIT", "limit"), ("limits", "limit"), ("produecs", "produces"), ("zebra", nil),
    ("", nil), ("x", nil),
  ])
  func `a mistyped name finds its nearest`(typed: String, wanted: String?) {
    #expect(NearestName.of(typed, among: ["limit", "limitResets", "produces", "accepts"]) == wanted)
  }
}
