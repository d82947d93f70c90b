import HandoffContracts
import HandoffRuntime
import HandoffSchema
import Testing

@Suite("Router: selection")
struct SelectionTests {
  @Test func `under choice every matching handoff is enabled, in declaration order`() throws {
    let small = SmallSystem(.handoff("AD"), .handoff("AB", from: 5), .handoff("AC"))
    #expect(try small.routing(1).taken == [0, 2])
    #expect(try small.routing(7).taken == [0, 1, 2])
  }

  @Test func `under firstMatch the first that matches is taken and the rest are refused`() throws {
    let small = SmallSystem(
      selecting: .firstMatch, .handoff("AB", from: 5), .handoff("AC"), .handoff("AD", from: 8), .handoff("AD")
    )
    let routing = try small.routing(1)
    #expect(routing.taken == [1])
    #expect(
      routing.reasons == [0: .guard, 2: .earlier(HandoffIndex(1)), 3: .earlier(HandoffIndex(1))])
  }

  @Test func `an agent's own selection wins over the system's`() throws {
    var small = SmallSystem(selecting: .firstMatch, .handoff("AB"), .handoff("AC"))
    small.change("A") { $0.selection = .choice }
    #expect(try small.routing(1).taken == [0, 1])
    small.system.selection = .choice
    small.change("A") { $0.selection = .firstMatch }
    #expect(try small.routing(1).taken == [0])
  }

  @Test func `handoffs parallel to the one that is taken are taken too where they match`() throws {
    let small = SmallSystem(
      selecting: .firstMatch, .handoff("AB", parallel: "g"), .handoff("AC"),
      .handoff("AC", from: 5, parallel: "g"),
      .handoff("AD", parallel: "h"), .handoff("AD", on: .none, parallel: "g"), .handoff("AD", parallel: "g"))
    let routing = try small.routing(1)
    #expect(routing.taken == [0, 5])
    #expect(routing.enabled.map(\.parallel) == ["g", "g"])
    #expect(
      routing.reasons
        == [1: .earlier(HandoffIndex(0)), 2: .guard, 3: .earlier(HandoffIndex(0)), 4: .otherOutcome])
    #expect(try small.routing(5).taken == [0, 2, 5])
  }

  @Test func `group names are compared by code point`() throws {
    let small = SmallSystem(
      selecting: .firstMatch, .handoff("AB", parallel: "é"), .handoff("AC", parallel: "e\u{301}"))
    #expect(try small.routing(1).taken == [0])
  }

  @Test func `an exhausted member of a parallel group is replaced or left out`() throws {
    let left = SmallSystem(
      selecting: .firstMatch, .handoff("AB", parallel: "g"), .handoff("AC", limit: 1, parallel: "g"),
      .handoff("AD", parallel: "g"))
    #expect(try left.routing(1, taken: [1: 1]).taken == [0, 2])
    #expect(try left.routing(1, taken: [1: 1]).reasons == [1: .limit])
    let replaced = SmallSystem(
      selecting: .firstMatch, .handoff("AB", parallel: "g"), .handoff("AC", limit: 1, parallel: "g"),
      .handoff("AD", on: .limit))
    let routing = try replaced.routing(1, taken: [1: 1])
    #expect(routing.taken == [0, 2])
    #expect(routing.enabled.map(\.insteadOf) == [[], [HandoffIndex(1)]])
  }

  @Test func `members go with an exhausted handoff whose work the handoff on a limit takes`() throws {
    let small = SmallSystem(
      selecting: .firstMatch, .handoff("AB", limit: 1, parallel: "g"), .handoff("AC", parallel: "g"),
      .handoff("AC"), .handoff("AD", on: .limit))
    let routing = try small.routing(1, taken: [0: 1])
    #expect(routing.taken == [1, 3])
    #expect(routing.reasons == [0: .limit, 2: .earlier(HandoffIndex(0))])
  }

  @Test func `a handoff whose condition is unknown is enabled and the next is looked at`() throws {
    let small = SmallSystem(
      selecting: .firstMatch, .handoff("AB", condition: "it rains"), .handoff("AC"), .handoff("AD"))
    #expect(try small.routing(1).taken == [0, 1])
    #expect(try small.routing(1, conditions: ["it rains": true]).taken == [0])
    #expect(try small.routing(1, conditions: ["it rains": false]).taken == [1])
  }

  @Test func `typed handoffs are neither shadowed nor shadow`() throws {
    let typed: (inout Handoff) -> Void = { $0.payload = .schema(["type": "integer"]) }
    let small = SmallSystem(
      selecting: .firstMatch, .handoff("AB", change: typed), .handoff("AC"), .handoff("AD", change: typed),
      .handoff("AD"))
    #expect(try small.routing(1).taken == [0, 1, 2])
    #expect(try small.routing(1).reasons == [3: .earlier(HandoffIndex(1))])
  }

  @Test func `handoffs on none take an output that nothing else takes`() throws {
    for selection in [AgentSystem.Selection.choice, .firstMatch] {
      let small = SmallSystem(
        selecting: selection, .handoff("AB", from: 5), .handoff("AC", on: .none), .handoff("AD", on: .none))
      let all = selection == .choice
      #expect(try small.routing(1).taken == (all ? [1, 2] : [1]))
      #expect(try small.routing(5).taken == [0])
      #expect(try small.routing(5).reasons == [1: .otherOutcome, 2: .otherOutcome])
      #expect(try small.routing(["failure": "late"], .failure("late")).taken == [])
    }
  }

  @Test func `where only unknown conditions take an output, handoffs on none are looked at too`() throws {
    let small = SmallSystem(.handoff("AB", condition: "it rains"), .handoff("AC", on: .none))
    #expect(try small.routing(1).taken == [0, 1])
    #expect(try small.routing(1, conditions: ["it rains": true]).taken == [0])
    #expect(try small.routing(1, conditions: ["it rains": false]).taken == [1])
  }
}
