import HandoffSchema
import Testing

@Suite("Hostile schemas")
struct HostileSchemaTests {
  @Test func `a hundred thousand nested schemas are an error with its place`() {
    var schema: JSONValue = true
    for _ in 0..<100_000 { schema = ["allOf": [schema]] }
    // Releasing so deep a value recurses in the runtime, so it is kept for ever.
    _ = Unmanaged.passRetained(Keeper(schema))
    let error = #expect(throws: SchemaError.self) { try Schema(schema) }
    #expect(error?.reason == .limit("a schema may be nested at most 512 levels deep"))
    #expect(error?.pointer.tokens.count == 514)
  }

  private final class Keeper {
    let value: JSONValue
    init(_ value: JSONValue) { self.value = value }
  }

  @Test func `a hundred thousand references in a chain are an error with its place`() {
    let count = 100_000
    var definitions = (0..<count).map { place -> JSONObject.Member in
      let next: JSONValue = ["$ref": .string("#/$defs/d\(place + 1)")]
      return JSONObject.Member(key: "d\(place)", value: place % 2 == 0 ? next : ["allOf": [next]])
    }
    definitions.append(JSONObject.Member(key: "d\(count)", value: true))
    let schema: JSONValue = ["$ref": "#/$defs/d0", "$defs": .object(JSONObject(definitions))]
    let error = #expect(throws: SchemaError.self) { try Schema(schema) }
    #expect(error?.reason == .limit("schemas may apply each other to one value at most 600 deep"))
    #expect(error?.pointer.tokens.first == "$defs")
  }

  @Test func `schemas that double at each step are decided all the same`() throws {
    var definitions = JSONObject()
    for place in 0..<64 {
      let next: JSONValue = ["$ref": .string("#/$defs/d\(place + 1)")]
      definitions["d\(place)"] = ["allOf": [next, next]]
    }
    definitions["d64"] = true
    let schema = try Schema(["$defs": .object(definitions), "not": ["not": ["$ref": "#/$defs/d0"]]])
    #expect(schema.isValid(1))
    #expect(schema.violations(in: 1) == [])
    definitions["d64"] = ["type": "string"]
    let refusing = try Schema(["$defs": .object(definitions), "not": ["not": ["$ref": "#/$defs/d0"]]])
    #expect(!refusing.isValid(1))
    #expect(refusing.violations(in: 1).map(\.keyword) == ["not"])
  }

  @Test func `a value deeper than the cap is refused and says so`() throws {
    let schema = try Schema(["type": "array", "items": ["$ref": "#"]])
    var value: JSONValue = []
    for _ in 0..<500 { value = [value] }
    #expect(schema.isValid(value))
    #expect(schema.violations(in: value) == [])
    for _ in 0..<5_000 { value = [value] }
    #expect(!schema.isValid(value))
    #expect(
      schema.violations(in: value).map(\.allowed) == [
        "nesting of at most \(EvaluationLimits.depth) schema applications"
      ])
    let negated = try Schema([
      "not": ["$defs": ["a": ["items": ["$ref": "#/not/$defs/a"]]], "$ref": "#/not/$defs/a"]
    ])
    #expect(!negated.isValid(value))
  }

  @Test func `an enumeration of a million values is looked up by hash`() throws {
    let values = (0..<1_000_000).map { JSONValue.string("value \($0)") }
    let schema = try Schema(["items": ["enum": .array(values)]])
    #expect(schema.isValid(.array(Array(values.suffix(10_000)))))
    #expect(schema.violations(in: ["value 1000000"]).map(\.keyword) == ["enum"])
  }

  @Test func `a hundred thousand distinct elements are told apart without comparing each pair`() throws {
    let schema = try Schema(["uniqueItems": true])
    let elements = (0..<100_000).map { JSONValue.array([.number(JSONNumber($0))]) }
    #expect(schema.isValid(.array(elements)))
    #expect(
      schema.violations(in: .array(elements + [[7.0]])).map(\.found) == [
        "[7] at 7 and again at 100000"
      ])
  }
}
