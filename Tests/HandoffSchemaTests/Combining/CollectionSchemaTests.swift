import HandoffSchema
import HandoffTestSupport
import Testing

/// Objects and arrays whose parts have given schemas.
@Suite("Schemas of collections")
struct CollectionSchemaTests {
  static func walk(_ members: [(name: String, schema: Schema)], _ least: Int, _ value: JSONValue) -> Bool {
    guard case .object(let object) = value, object.count >= least else { return false }
    return object.allSatisfy { member in
      members.contains {
        $0.name.hasSameCodePoints(as: member.key) && $0.schema.isValid(member.value)
      }
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `an object has the members that it is made of and no others`(seed: UInt64) throws {
    let schemas = InclusionLawTests.schemas(seed, count: 3)
    let members = zip(["a", "b", "é"], schemas).map { (name: $0, schema: $1) }
    var source = RandomSchema(seed: seed &+ 5_000_000)
    for least in 0...3 {
      let combined = Schema.object(of: members, atLeast: least)
      for _ in 0..<100 {
        var object = JSONObject()
        for name in ["a", "b", "é", "c"] where source.instance(depth: 0) != .bool(true) {
          if case .number = source.instance(depth: 0) { continue }
          object[name] = source.instance(depth: 2)
        }
        if object.count > 2 { object["c"] = nil }
        let value = JSONValue.object(object)
        let expected = Self.walk(members, least, value)
        #expect(combined.isValid(value) == expected, "\(combined.json) on \(value)")
        let document = try JSONDocument(parsing: Array(value.text().utf8))
        #expect(combined.isValid(document) == expected, "\(combined.json) on \(value)")
      }
      #expect(!combined.isValid([]))
    }
  }

  @Test func `all members are required where that many must be there`() throws {
    let text = try Schema(["type": "string"])
    let members = [(name: "a", schema: text), (name: "b", schema: text)]
    let all = Schema.object(of: members, atLeast: 2)
    #expect(
      all.json == [
        "type": "object", "properties": ["a": ["type": "string"], "b": ["type": "string"]],
        "additionalProperties": false, "required": ["a", "b"],
      ])
    #expect(all.violations(in: ["a": "x"]).map(\.keyword) == ["required"])
    let any = Schema.object(of: members, atLeast: 1)
    #expect(any.isValid(["b": "x"]))
    #expect(any.violations(in: [:]).map(\.keyword) == ["minProperties"])
    #expect(any.violations(in: ["c": "x"]).map(\.keyword) == ["additionalProperties"])
  }

  @Test func `a list has one element of each schema in order`() throws {
    let parts = try [Schema(["type": "string"]), Schema(["type": "integer"])]
    let list = Schema.list(of: parts)
    #expect(list.isValid(["a", 1]))
    for value: JSONValue in [["a"], [1, "a"], ["a", 1, 1], [:], []] { #expect(!list.isValid(value)) }
    #expect(Schema.list(of: []).isValid([]))
    #expect(!Schema.list(of: []).isValid([1]))
    var algebra = SchemaAlgebra()
    let pair = try Schema([
      "type": "array", "items": ["type": ["string", "integer"]], "minItems": 2, "maxItems": 2,
    ])
    #expect(algebra.inclusion(of: list, in: pair).isIncluded)
    #expect(algebra.inclusion(of: pair, in: list).witness != nil)
  }
}
