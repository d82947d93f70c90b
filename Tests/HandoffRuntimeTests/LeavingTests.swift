import HandoffContracts
import HandoffRuntime
import HandoffSchema
import Testing

@Suite("Router: returns and ends")
struct LeavingTests {
  private func called(_ selection: AgentSystem.Selection, by handoffs: Handoff...) -> SmallSystem {
    var small = SmallSystem(
      selecting: selection, .handoff("BA", change: { $0.returns = true }), .handoff("AC", from: 5),
      .handoff("DA", change: { $0.pattern = .supervisor }),
      .handoff(
        "DA",
        change: {
          $0.pattern = .supervisor; $0.returns = false
        }),
      .handoff("AC", on: .failures(["late"])), .handoff("BA"))
    small.system.handoffs += handoffs
    return small
  }

  private func returns(_ small: SmallSystem, _ payload: JSONValue) -> [Routing.Return] {
    [
      Routing.Return(handoff: HandoffIndex(0), target: small.agent("B"), payload: payload),
      Routing.Return(handoff: HandoffIndex(2), target: small.agent("D"), payload: payload),
    ]
  }

  @Test func `under choice an output may always go back to the caller`() throws {
    let small = called(.choice)
    #expect(try small.routing(1).returns == returns(small, 1))
    #expect(try small.routing(7).returns == returns(small, 7))
    #expect(try small.routing(7).taken == [1])
    #expect(try small.routing(1).ending == nil)
  }

  @Test func `under firstMatch an output goes back when nothing is enabled`() throws {
    let small = called(.firstMatch)
    #expect(try small.routing(1).returns == returns(small, 1))
    #expect(try small.routing(7).returns == [])
  }

  @Test func `a failure, and an output without a target, go back when nothing is enabled for them`() throws {
    for selection in [AgentSystem.Selection.choice, .firstMatch] {
      let small = called(selection, by: .handoff("AC", on: .none, from: 5))
      let (late, tired): (JSONValue, JSONValue) = (["failure": "late"], ["failure": "tired"])
      #expect(try small.routing(late, .failure("late")).returns == [])
      #expect(try small.routing(tired, .failure("tired")).returns == returns(small, tired))
      #expect(try small.routing(1, .none).returns == returns(small, 1))
      #expect(try small.routing(5, .none).returns == [])
    }
  }

  @Test func `what breaks the contract goes back to nobody and finishes nothing`() throws {
    var small = called(.choice)
    small.change("A") { $0.finishes = .yes }
    let routing = try small.routing(10)
    #expect(routing.returns == [])
    #expect(!routing.mayFinish)
    #expect(routing.ending == .error)
  }

  @Test func `an agent that finishes ends the run with an output that nothing takes`() throws {
    for finish in [Agent.Finish.yes, .implied] {
      var small = SmallSystem(selecting: .firstMatch, .handoff("AB", from: 5))
      small.change("A") { $0.finishes = finish }
      #expect(try small.routing(1).ending == .finish)
      #expect(try small.routing(1, .none).ending == .finish)
      #expect(try small.routing(7).ending == nil)
      #expect(try !small.routing(7).mayFinish)
      #expect(try small.routing(["failure": "late"], .failure("late")).ending == .error)
    }
  }

  @Test func `under choice a finishing agent may finish although handoffs are enabled`() throws {
    var small = SmallSystem(.handoff("AB", from: 5))
    small.change("A") { $0.finishes = .yes }
    let routing = try small.routing(7)
    #expect(routing.taken == [0])
    #expect(routing.mayFinish)
    #expect(routing.ending == nil)
  }

  @Test func `a human keeps the work that nothing takes`() throws {
    var small = SmallSystem(.handoff("AB", from: 5))
    small.change("A") { $0.kind = .human }
    #expect(try small.routing(1).ending == .human)
    #expect(try small.routing(["failure": "late"], .failure("late")).ending == .human)
    #expect(try small.routing(7).ending == nil)
    small.change("A") { $0.finishes = .yes }
    #expect(try small.routing(1).ending == .finish)
  }

  @Test func `otherwise a run in which nothing is enabled ends with an error`() throws {
    let small = SmallSystem(.handoff("AB", from: 5))
    #expect(try small.routing(1).ending == .error)
    #expect(try small.routing(1, .none).ending == .error)
  }

  @Test func `where the run goes on only if a condition holds, the routing says what happens otherwise`()
    throws
  {
    var small = SmallSystem(selecting: .firstMatch, .handoff("AB", condition: "it rains"))
    #expect(try small.routing(1).ending == nil)
    #expect(try small.routing(1).otherwise == .error)
    small.change("A") { $0.finishes = .yes }
    #expect(try small.routing(1).otherwise == .finish)
    #expect(try small.routing(1).mayFinish)
    #expect(try small.routing(1, conditions: ["it rains": true]).otherwise == nil)
    #expect(try small.routing(1, conditions: ["it rains": false]).ending == .finish)
  }
}
