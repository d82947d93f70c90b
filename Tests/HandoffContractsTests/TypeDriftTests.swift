import HandoffContracts
import HandoffSchema
import Testing

@Suite("A type and the contract of what it is decoded from")
struct TypeDriftTests {
  private static func breaks<Value: Decodable>(_ type: Value.Type, _ output: JSONValue) throws -> [JSONValue]
  {
    let drift = try TypeDrift(of: type, from: Contract(name: "contract", output: output))
    return drift.breaks.map(\.witness)
  }

  @Test func `a member whose name is a number is a member like any other`() throws {
    struct Numbered: Decodable {
      enum CodingKeys: String, CodingKey { case first = "0" }
      var first: Int
    }
    let text: JSONValue = ["type": "object", "properties": ["0": ["enum": ["a"]]], "required": ["0"]]
    #expect(try Self.breaks(Numbered.self, text) == [["0": "a"]])
    let number: JSONValue = ["type": "object", "properties": ["0": ["type": "integer"]], "required": ["0"]]
    #expect(try Self.breaks(Numbered.self, number) == [])
  }

  @Test func `an element with a schema of its own is an element like any other`() throws {
    let pair: JSONValue = [
      "type": "array", "prefixItems": [["enum": ["a"]]], "minItems": 1, "maxItems": 1,
    ]
    #expect(try Self.breaks([Int].self, pair) == [["a"]])
    #expect(try Self.breaks([String].self, pair) == [])
  }
}
