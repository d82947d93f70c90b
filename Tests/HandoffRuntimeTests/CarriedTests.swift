import HandoffContracts
import HandoffRuntime
import HandoffSchema
import Testing

@Suite("Router: what is carried")
struct CarriedTests {
  @Test func `a handoff carries the payload that was sent`() throws {
    let small = SmallSystem(.handoff("AB"), .handoff("AC", on: .anyFailure))
    #expect(try small.routing(1).carried == [.payload(1)])
    #expect(
      try small.routing(["failure": "late"], .failure("late")).carried == [.payload(["failure": "late"])])
  }

  @Test func `a handoff with each carries the elements of the array, or nothing where there is none`() throws
  {
    let small = SmallSystem(
      agents: "BCA", .handoff("AB", change: { $0.each = JSONPointer(tokens: ["items"]) }))
    let routing = try small.routing(["items": [1, 2]])
    #expect(routing.carried == [.elements([1, 2])])
    #expect(routing.carried.map(\.payloads) == [[1, 2]])
    #expect(try small.routing(["items": []]).carried == [.elements([])])
    #expect(try small.routing(["items": 3]).carried == [.elements([])])
    #expect(try small.routing(5).carried == [.elements([])])
    #expect(try small.routing(5).ending == nil)
  }

  @Test func `a retry carries what the agent had received`() throws {
    let small = SmallSystem(.handoff("AA", on: .anyFailure, limit: 2))
    let late: JSONValue = ["failure": "late"]
    let known = try small.routing(late, .failure("late"), received: "input")
    #expect(known.carried == [.received("input")])
    #expect(known.carried.map(\.payloads) == [["input"]])
    let unknown = try small.routing(late, .failure("late"))
    #expect(unknown.carried == [.received(nil)])
    #expect(unknown.carried.map(\.payloads) == [[]])
  }

  @Test func `only a limited handoff to oneself on a failure is a retry`() throws {
    let small = SmallSystem(
      .handoff("AA", limit: 2), .handoff("AA", on: .anyFailure), .handoff("AB", on: .anyFailure, limit: 2),
      .handoff("AA", on: .failures(["late"]), limit: 2), .handoff("AA", on: .limit, limit: 2))
    let late: JSONValue = ["failure": "late"]
    #expect(try small.routing(1, received: "input").carried == [.payload(1)])
    #expect(
      try small.routing(late, .failure("late"), received: "input").carried
        == [.payload(late), .payload(late), .received("input")])
    #expect(try small.routing(1, .limit, received: "input").carried == [.payload(1)])
  }
}
