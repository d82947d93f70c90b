import HandoffContracts
import HandoffSchema
import Testing

@Suite("Schemas of a system")
struct SystemSchemasTests {
  private let system = AgentSystem("s", entry: "a") {
    Contract("c d") {
      Output { Field("n", .reference("count")) }
      FailureTag("error")
      Failure("late") { Field("by", .reference("count")) }
      Failure("lost")
    }
    Agent("a") { Accepts("c d") }
    Agent("b") { Accepts(.output(of: "c d")) }
    Agent("open")
    Definition("count", .integer(1...))
    Starts(with: .reference("count"))
    Handoff("a", to: "b", when: .object { Field("n", .reference("count")) })
    Handoff("a", to: "b")
    Handoff("a", to: "b", when: .object { Field("n", .reference("count")) })
  }

  @Test func `references reach definitions and contracts`() throws {
    let schemas = system.schemas()
    #expect(system.problems == [])
    let places: [SchemaPlace] = [
      .output(contract: 0), .accepts(agent: 0), .accepts(agent: 1), .guard(handoff: 0), .guard(handoff: 2),
    ]
    for place in places {
      let schema = try #require(try schemas.schema(at: place))
      #expect(schema.isValid(["n": 1]), "\(place)")
      #expect(!schema.isValid(["n": 0]), "\(place)")
    }
    #expect(try schemas.schema(at: .input)?.isValid(3) == true)
    #expect(try schemas.schema(at: .definition(0))?.isValid(0) == false)
    #expect(try schemas.accepted(by: "b")?.isValid(["n": 0]) == false)
    #expect(try schemas.output(of: "c d")?.isValid(["n": 1]) == true)
  }

  @Test func `a typed handoff and a result have schemas of their own`() throws {
    let system = AgentSystem("s", entry: "a") {
      Contract("c") { Output(.integer) }
      for _ in 0..<2 {
        Handoff("a", to: "b", payload: .shape(.integer), returns: true, result: .contract("c"))
      }
      Handoff("a", to: "b", payload: .contract("nothing"))
    }
    let schemas = system.schemas()
    for place in (0...1).flatMap({ [SchemaPlace.payload(handoff: $0), .result(handoff: $0)] }) {
      let schema = try #require(try schemas.schema(at: place))
      #expect(schema.isValid(1) && !schema.isValid("1"), "\(place)")
    }
    #expect(try schemas.schema(at: .payload(handoff: 2)) == nil)
    #expect(try schemas.schema(at: .result(handoff: 2)) == nil)
  }

  @Test func `what is not said has no schema`() throws {
    let schemas = system.schemas()
    #expect(try schemas.schema(at: .accepts(agent: 2)) == nil)
    #expect(try schemas.schema(at: .guard(handoff: 1)) == nil)
    #expect(try schemas.accepted(by: "nobody") == nil)
    #expect(try schemas.output(of: "nothing") == nil)
    #expect(try schemas.failure("early", of: "c d") == nil)
  }

  @Test func `a failure is an object with its tag and its own schema`() throws {
    let schemas = system.schemas()
    let late = try #require(try schemas.failure("late", of: "c d"))
    #expect(late.isValid(["error": "late", "by": 2]))
    #expect(!late.isValid(["error": "late", "by": 0]))
    #expect(!late.isValid(["error": "late"]))
    #expect(!late.isValid(["error": "lost", "by": 2]))
    #expect(!late.isValid(["by": 2]))
    let lost = try #require(try schemas.failure("lost", of: "c d"))
    #expect(lost.isValid(["error": "lost", "more": true]))
    #expect(!lost.isValid(["failure": "lost"]))
    #expect(!lost.isValid("lost"))
  }

  @Test func `an error tells the place in the manifest`() throws {
    let broken = AgentSystem("s", entry: "a") {
      for _ in 0...1 {
        Handoff(
          "a", to: "b", when: .schema(["type": "text"]), payload: .shape(.schema(["type": "text"])),
          returns: true, result: .shape(.schema(["type": "text"])))
      }
    }
    let schemas = broken.schemas()
    let places: [(String, (Int) -> SchemaPlace)] = [
      ("when", { .guard(handoff: $0) }), ("payload", { .payload(handoff: $0) }),
      ("result", { .result(handoff: $0) }),
    ]
    for (member, place) in places {
      for handoff in 0...1 {
        let error = #expect(throws: SchemaError.self) { try schemas.schema(at: place(handoff)) }
        #expect(error?.pointer == JSONPointer(tokens: ["handoffs", "\(handoff)", member, "type"]))
      }
    }
  }
}
