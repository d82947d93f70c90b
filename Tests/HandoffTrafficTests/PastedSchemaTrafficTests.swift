import HandoffContracts
import HandoffSchema
import HandoffTraffic
import Testing

/// That questions about payloads, which take what is written alike for the same, stay right where schemas bring
/// definitions of their own.
@Suite("Traffic of pasted schemas")
struct PastedSchemaTrafficTests {
  private static let text: JSONValue = ["$ref": "#/$defs/it", "$defs": ["it": ["type": "string"]]]
  private static let number: JSONValue = ["$ref": "#/$defs/it", "$defs": ["it": ["type": "number"]]]
  private static let shared: JSONValue = ["$ref": "#/$defs/it"]

  @Test func `what is written alike has one number and means the same, what is not has another`() throws {
    let schemas = [Self.text, Self.number, Self.text, Self.number]
    let system = AgentSystem("s", entry: "a0") {
      for (index, schema) in schemas.enumerated() { Agent("a\(index)") { Accepts(.schema(schema)) } }
      for schema in schemas { Handoff("a0", to: "a1", when: .schema(schema)) }
    }
    #expect(system.problems == [])
    var questions = PayloadQuestions(system, SystemIndex(system), producersAreClosed: false)
    let numbers =
      schemas.indices.map { questions.schema(at: .accepts(agent: $0)) }
      + schemas.indices.map { questions.schema(at: .guard(handoff: $0)) }
    #expect(Set(numbers).count == 2)
    for (index, number) in numbers.enumerated() {
      let schema = questions[try #require(number)]
      #expect(schema.isValid("x") == index.isMultiple(of: 2))
      #expect(schema.isValid(1) != index.isMultiple(of: 2))
    }
  }

  @Test func `a schema that leans on the manifest is not taken for one that has the name itself`() throws {
    let system = AgentSystem("s", entry: "a") {
      Agent("a") { Accepts(.schema(Self.shared)) }
      Agent("b") { Accepts(.schema(Self.text)) }
      Definition("it", .schema(["type": "null"]))
    }
    var questions = PayloadQuestions(system, SystemIndex(system), producersAreClosed: false)
    let numbers = [0, 1].map { questions.schema(at: .accepts(agent: $0)) }
    let first = questions[try #require(numbers[0])]
    let second = questions[try #require(numbers[1])]
    #expect(first.isValid(.null) && !first.isValid("x"))
    #expect(second.isValid("x") && !second.isValid(.null))
  }
}
