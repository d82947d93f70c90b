import HandoffContracts
import HandoffRuntime
import HandoffSchema
import Testing

@Suite("Router: joins")
struct JoinTests {
  /// `D` waits for `A`, `B` and `C`; `B` reaches it by several handoffs.
  private func join(_ join: Agent.Join) -> SmallSystem {
    var small = SmallSystem(
      .handoff("BD"), .handoff("AD"), .handoff("BD"), .handoff("CD"), .handoff("DD"),
      .handoff("AD", on: .anyFailure), .handoff("BD", on: .none), .handoff("CD", on: .limit), .handoff("AB"),
      .handoff("AB", on: .anyFailure),
      .handoff("AD", on: .anyFailure, change: { $0.evidence = .unknown }))
    small.change("D") { $0.join = join }
    return small
  }

  private func joined(_ small: SmallSystem, _ arrivals: (Int, JSONValue)...) -> JoinedPayload {
    small.router.joined(at: small.agent("D"), arrivals.map { JoinArrival(HandoffIndex($0.0), $0.1) })
  }

  @Test func `the branches are the output handoffs from other agents, grouped by sender`() {
    let small = join(Agent.Join())
    #expect(
      small.router.branches(of: small.agent("D")) == [
        JoinBranch(sender: small.agent("B"), handoffs: [HandoffIndex(0), HandoffIndex(2)]),
        JoinBranch(sender: small.agent("A"), handoffs: [HandoffIndex(1)]),
        JoinBranch(sender: small.agent("C"), handoffs: [HandoffIndex(3)]),
      ])
    #expect(small.router.branches(of: small.agent("A")) == [])
  }

  @Test func `a join that names its branches waits for those, in that order`() {
    let small = join(Agent.Join(receives: .list, of: ["C->D", "B->D#2", "A->B", "X->D"]))
    #expect(
      small.router.branches(of: small.agent("D")).map(\.handoffs) == [[HandoffIndex(3)], [HandoffIndex(2)]])
    #expect(joined(small, (2, "b"), (3, "c")) == .payload(["c", "b"]))
    // `B->D` is an output handoff that the join does not wait for.
    #expect(
      joined(small, (0, "b"), (3, "c"))
        == .waiting(more: 1, of: [JoinBranch(sender: small.agent("B"), handoffs: [HandoffIndex(2)])]))
  }

  @Test func `it waits for all branches`() {
    let small = join(Agent.Join())
    #expect(
      joined(small, (1, [:]))
        == .waiting(
          more: 2,
          of: [
            JoinBranch(sender: small.agent("B"), handoffs: [HandoffIndex(0), HandoffIndex(2)]),
            JoinBranch(sender: small.agent("C"), handoffs: [HandoffIndex(3)]),
          ]))
    #expect(joined(small, (1, ["a": 1]), (3, ["c": 3]), (2, ["b": 2])) == .payload(["a": 1, "b": 2, "c": 3]))
  }

  @Test func `it waits for so many branches, whichever come first`() {
    let small = join(Agent.Join(.count(2), receives: .list))
    #expect(joined(small, (3, "c"), (1, "a"), (0, "b")) == .payload(["a", "c"]))
    guard case .waiting(1, _) = joined(small, (3, "c")) else {
      Issue.record("one of two is not enough")
      return
    }
  }

  @Test func `a handoff on a failure, on a limit or without a target brings its sender's branch`() {
    let small = join(Agent.Join(receives: .bySender))
    #expect(
      joined(small, (5, "failed"), (6, "no target"), (7, "limit"))
        == .payload(["B": "no target", "A": "failed", "C": "limit"]))
  }

  @Test func `what is no branch, and a second payload of one branch, do not count`() {
    let small = join(Agent.Join(.count(2), receives: .list))
    let noBranch: [(Int, JSONValue)] = [(4, "self"), (8, "elsewhere"), (9, "elsewhere"), (10, "unknown")]
    for (handoff, payload) in noBranch {
      #expect(
        joined(small, (handoff, payload), (0, "b"), (2, "b again"), (3, "c")) == .payload(["b", "c"]),
        "\(payload)")
    }
  }

  @Test func `a merged join has the members of all`() {
    let small = join(Agent.Join(receives: .merged))
    let (a, b, c) = (small.agent("A"), small.agent("B"), small.agent("C"))
    #expect(
      joined(small, (0, ["x": 1, "y": 2]), (1, ["x": 1.0]), (3, ["z": 3]))
        == .payload(["x": 1, "y": 2, "z": 3]))
    #expect(joined(small, (0, ["x": 1]), (1, ["x": 2]), (3, [:])) == .conflict(member: "x", b, a))
    #expect(joined(small, (0, ["x": 1]), (1, ["x": 1]), (3, ["x": 2])) == .conflict(member: "x", b, c))
    #expect(joined(small, (0, ["x": 1]), (1, [1]), (3, [:])) == .notAnObject(a))
  }

  @Test func `an agent that waits for nothing gets what arrives`() {
    var small = join(Agent.Join())
    small.change("D") { $0.join = nil }
    #expect(joined(small, (4, "self"), (0, "b")) == .payload("self"))
    #expect(joined(small) == .waiting(more: 1, of: []))
  }
}
