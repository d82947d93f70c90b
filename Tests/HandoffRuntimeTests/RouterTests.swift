import HandoffContracts
import HandoffRuntime
import HandoffSchema
import Testing

@Suite("Router: which handoffs take part")
struct RouterTests {
  @Test func `a handoff answers the outcome of its trigger`() throws {
    let small = SmallSystem(
      .handoff("AB"), .handoff("AB", on: .anyFailure), .handoff("AB", on: .failures(["late"])),
      .handoff("AB", on: .none), .handoff("AB", on: .limit))
    #expect(try small.routing(1).taken == [0])
    #expect(try small.routing(["failure": "tired"], .failure("tired")).taken == [1])
    #expect(try small.routing(["failure": "late"], .failure("late")).taken == [1, 2])
    #expect(try small.routing(1, .none).taken == [3])
    #expect(try small.routing(1, .limit).taken == [4])
    #expect(
      try small.routing(1).reasons
        == [1: .otherOutcome, 2: .otherOutcome, 3: .otherOutcome, 4: .otherOutcome])
  }

  @Test func `a payload that is not in the offer of its outcome is refused by every handoff`() throws {
    let small = SmallSystem(
      .handoff("AB"), .handoff("AB", on: .anyFailure), .handoff("AB", on: .none))
    let broken: [(JSONValue, Visit.Outcome, [Int: RefusedHandoff.Reason])] = [
      (10, .output, [0: .payload, 1: .otherOutcome, 2: .payload]),
      (10, .none, [0: .otherOutcome, 1: .otherOutcome, 2: .payload]),
      (["failure": "late"], .failure("tired"), [0: .otherOutcome, 1: .payload, 2: .otherOutcome]),
      (["failure": "no"], .failure("no"), [0: .otherOutcome, 1: .payload, 2: .otherOutcome]),
    ]
    for (payload, outcome, reasons) in broken {
      let routing = try small.routing(payload, outcome)
      #expect(routing.taken == [])
      #expect(routing.reasons == reasons)
      #expect(!routing.isOffered)
      #expect(routing.ending == .error)
    }
  }

  @Test func `a guard that cannot be decided may hold, and the next handoff is looked at`() throws {
    var small = SmallSystem(selecting: .firstMatch, .handoff("BC"), .handoff("BD"))
    // A pattern with a back reference is beyond the validator.
    small.system.handoffs[0].when = ["pattern": "^(a+)b\\1$"]
    let open = try small.routing("aba", of: "B")
    #expect(open.taken == [0, 1])
    #expect(open.enabled.map(\.isUndecided) == [true, false])
    #expect(open.isCertain)
    small.system.handoffs.removeLast()
    let alone = try small.routing("aba", of: "B")
    #expect(alone.taken == [0])
    #expect(!alone.isCertain)
    // What is no text matches any pattern.
    #expect(try small.routing(1, of: "B").enabled.map(\.isUndecided) == [false])
  }

  @Test func `an offer that cannot be decided is told and makes nothing certain`() throws {
    var small = SmallSystem(.handoff("AB"))
    small.system.contracts[0].output = ["pattern": "^(a+)b\\1$"]
    let routing = try small.routing("aba")
    #expect(routing.taken == [0])
    #expect(routing.isOfferUndecided)
    #expect(!routing.isCertain)
  }

  @Test func `an agent without a contract offers anything`() throws {
    let small = SmallSystem(.handoff("BA"), .handoff("BA", on: .anyFailure))
    #expect(try small.routing("anything", of: "B").taken == [0])
    #expect(try small.routing("anything", .failure("any kind"), of: "B").taken == [1])
  }

  @Test func `a handoff that nobody knows, or with an undeclared end, takes part in nothing`() throws {
    var small = SmallSystem(
      .handoff("AB", change: { $0.evidence = .unknown }), .handoff("AX"), .handoff("AB"),
      .handoff("AC", on: .limit, change: { $0.evidence = .unknown }),
      .handoff(
        "CA",
        change: {
          $0.returns = true; $0.evidence = .unknown
        }),
      .handoff("XA", change: { $0.returns = true }))
    small.change("A") { $0.join = Agent.Join() }
    let routing = try small.routing(1)
    #expect(routing.taken == [2])
    #expect(routing.refused == [])
    #expect(routing.ignored == [HandoffIndex(0), HandoffIndex(1), HandoffIndex(3)])
    #expect(routing.returns == [])
    #expect(try small.routing(1, .limit).ending == .error)
    #expect(small.router.branches(of: small.agent("A")) == [])
  }

  @Test func `the guard is tested on the payload that is sent`() throws {
    let small = SmallSystem(.handoff("AB", from: 3), .handoff("AC", from: 5))
    #expect(try small.routing(2).reasons == [0: .guard, 1: .guard])
    #expect(try small.routing(4).taken == [0])
    #expect(try small.routing(4).reasons == [1: .guard])
    #expect(try small.routing(5).taken == [0, 1])
  }

  @Test func `a typed handoff takes part for what its payload allows, whatever the agent's contract says`()
    throws
  {
    let small = SmallSystem(
      .handoff("AB", change: { $0.payload = .schema(["type": "string"]) }),
      .handoff("AC", change: { $0.payload = .contract("number") }), .handoff("AD"),
      .handoff(
        "AD",
        change: {
          $0.payload = .schema(["type": "string"]); $0.when = ["minLength": 3]
        }))
    let text = try small.routing("ab")
    #expect(text.taken == [0])
    #expect(text.reasons == [1: .payload, 2: .payload, 3: .guard])
    #expect(!text.isOffered)
    #expect(try small.routing(1).taken == [1, 2])
    #expect(try small.routing(1).reasons == [0: .payload, 3: .payload])
  }

  @Test func `a condition is unknown unless the caller says`() throws {
    let small = SmallSystem(.handoff("AB", condition: "it rains"), .handoff("AC"))
    let unknown = try small.routing(1)
    #expect(unknown.taken == [0, 1])
    #expect(unknown.enabled.map(\.condition) == ["it rains", nil])
    #expect(unknown.isCertain)
    let holds = try small.routing(1, conditions: ["it rains": true])
    #expect(holds.enabled.map(\.condition) == [nil, nil])
    let fails = try small.routing(1, conditions: ["it rains": false])
    #expect(fails.taken == [1])
    #expect(fails.reasons == [0: .condition])
  }

  @Test func `schemas are compiled when they are needed, and one that cannot be is an error`() throws {
    let small = SmallSystem(
      .handoff("AB"), .handoff("BC", change: { $0.when = ["minimum": "no number"] }))
    #expect(try small.routing(1).taken == [0])
    #expect(throws: SchemaError.self) { try small.routing(1, of: "B") }
  }
}
