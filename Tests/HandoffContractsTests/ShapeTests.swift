import HandoffContracts
import HandoffSchema
import Testing

@Suite("Shapes")
struct ShapeTests {
  enum Language: String, CaseIterable { case en, de }
  enum Level: Int, CaseIterable { case low = 1, high = 9 }

  static let examples: [(shape: Shape, schema: String)] = [
    (.anything, "true"),
    (.string, #"{"type":"string"}"#),
    (.string(length: 1...200), #"{"type":"string","minLength":1,"maxLength":200}"#),
    (.string(length: 0...), #"{"type":"string"}"#),
    (.string(length: ..<5), #"{"type":"string","maxLength":4}"#),
    (.string(pattern: "^a$", format: "uri"), #"{"type":"string","pattern":"^a$","format":"uri"}"#),
    (.integer, #"{"type":"integer"}"#),
    (.integer(0...9), #"{"type":"integer","minimum":0,"maximum":9}"#),
    (.integer(0..<9, multipleOf: 3), #"{"type":"integer","minimum":0,"exclusiveMaximum":9,"multipleOf":3}"#),
    (.number(0.1...), #"{"type":"number","minimum":0.1}"#),
    (.number(...(.infinity)), #"{"type":"number"}"#),
    (.boolean, #"{"type":"boolean"}"#),
    (.null, #"{"type":"null"}"#),
    (.oneOf("en", "de"), #"{"enum":["en","de"]}"#),
    (.oneOf(Language.self), #"{"enum":["en","de"]}"#),
    (.oneOf(1, 2, 3), #"{"enum":[1,2,3]}"#),
    (.oneOf([4, 5]), #"{"enum":[4,5]}"#),
    (.oneOf(Level.self), #"{"enum":[1,9]}"#),
    (.oneOf(true), #"{"enum":[true]}"#),
    (.oneOf(true, false), #"{"enum":[true,false]}"#),
    (.oneOf("none", 0, nil), #"{"enum":["none",0,null]}"#),
    (.oneOf(0.5, 1), #"{"enum":[0.5,1]}"#),
    (.date, #"{"type":"string","format":"date"}"#),
    (.time, #"{"type":"string","format":"time"}"#),
    (.dateTime, #"{"type":"string","format":"date-time"}"#),
    (.uuid, #"{"type":"string","format":"uuid"}"#),
    (.uri, #"{"type":"string","format":"uri"}"#),
    (.email, #"{"type":"string","format":"email"}"#),
    (.const("a"), #"{"const":"a"}"#),
    (.const(1), #"{"const":1}"#),
    (.const(true), #"{"const":true}"#),
    (.const(nil), #"{"const":null}"#),
    (.const(["a", 1]), #"{"const":["a",1]}"#),
    (
      .array(of: .string, count: 1...50, unique: true),
      #"{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":50,"uniqueItems":true}"#
    ),
    (
      .map(of: .integer, names: .string(length: 1...3), count: 1...),
      #"{"type":"object","additionalProperties":{"type":"integer"},"propertyNames":"#
        + #"{"type":"string","minLength":1,"maxLength":3},"minProperties":1}"#
    ),
    (.anyOf(.string, .null), #"{"anyOf":[{"type":"string"},{"type":"null"}]}"#),
    (
      .string.nullable().described("x"),
      #"{"anyOf":[{"type":"string"},{"type":"null"}],"description":"x"}"#
    ),
    (.reference("a/b c"), ##"{"$ref":"#/$defs/a~1b%20c"}"##),
    (.output(of: "Käse"), ##"{"$ref":"#/contracts/K%C3%A4se/output"}"##),
    (
      .object {
        Field("a") { Field("b", .null) }.closed().optional()
        Field("c", .integer).defaulting(to: 7)
        Field("d", .string).defaulting(to: "x").described("y")
        Field("e", .boolean).defaulting(to: false)
        Field("f", .number).nullable().defaulting(to: nil)
      },
      #"{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"null"}},"required":["b"],"#
        + #""additionalProperties":false},"c":{"type":"integer","default":7},"d":{"type":"string","description":"y","#
        + #""default":"x"},"e":{"type":"boolean","default":false},"f":{"anyOf":[{"type":"number"},{"type":"#
        + #""null"}],"default":null}}}"#
    ),
    (.schema(["minimum": 3]), #"{"minimum":3}"#),
    (.anything.described("x"), #"{"description":"x"}"#),
    (.object {}, #"{"type":"object"}"#),
    (
      Shape.object {
        Field("a", .string).described("first")
        Field("b", .null).optional()
      }.closed(),
      #"{"type":"object","properties":{"a":{"type":"string","description":"first"},"b":{"type":"null"}},"#
        + #""required":["a"],"additionalProperties":false}"#
    ),
  ]

  @Test(arguments: examples.indices)
  func `a shape stands for a JSON Schema`(index: Int) throws {
    let example = Self.examples[index]
    #expect(example.shape.schema.text() == example.schema)
  }

  @Test func `whether a field is nullable or has a default first does not matter`() {
    func schema(_ field: Field) -> String { Shape.object { field }.schema.text() }
    for value: JSONValue in [nil, "x"] {
      #expect(
        schema(Field("f", .string).defaulting(to: value).nullable())
          == schema(Field("f", .string).nullable().defaulting(to: value)))
    }
    let nested = Field("f") { Field("g", .null) }
    #expect(
      schema(nested.defaulting(to: [:]).closed().nullable())
        == schema(nested.closed().nullable().defaulting(to: [:])))
  }

  @Test func `every shape comes back from a manifest as it was`() throws {
    var system = AgentSystem("s", entry: "a") {
      Agent("a") { Finishes() }
      Definition("a/b c", .null)
      Contract("Käse") { Output(.null) }
    }
    for (index, example) in Self.examples.enumerated() {
      Definition("shape \(index)", example.shape).apply(to: &system)
    }
    #expect(system.problems == [])
    let text = system.manifest.text()
    let back = try AgentSystem(manifest: Array(text.utf8), file: "s.json")
    #expect(back == system)
    #expect(back.manifest.text() == text)
  }

  @Test func `a closed failure allows its tag`() throws {
    let contract = Contract("c") {
      FailureTag("error")
      Output { Field("a", .string) }.closed()
      Failure("late") { Field("by", .integer(1...)) }.closed()
    }
    let schema = try #require(contract.failures.first?.schema)
    #expect(schema["properties"] == ["by": ["type": "integer", "minimum": 1], "error": ["const": "late"]])
    #expect(contract.output["additionalProperties"] == false)
  }
}
