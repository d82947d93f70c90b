import HandoffSchema
import Testing

@testable import HandoffContracts

@Suite("Differences in words")
struct FieldComparisonTests {
  private func changes(_ old: JSONValue, _ new: JSONValue, in root: JSONObject = [:]) -> [String] {
    FieldComparison.changes(
      from: old, on: ReferenceGround(of: old, in: root), to: new, on: ReferenceGround(of: new, in: root)
    ).map(\.description)
  }

  private func object(_ names: [String], required: [String] = []) -> JSONValue {
    var properties = JSONObject()
    for name in names { properties[name] = ["type": "string"] }
    return ["properties": .object(properties), "required": .array(required.map { .string($0) })]
  }

  @Test func `a field is renamed where one of its shape went and one came`() {
    #expect(
      changes(object(["a", "b"]), object(["b", "c"])) == [
        "`/a` was renamed to `/c`, which breaks whoever uses the old name"
      ])
  }

  @Test func `where several fields of one shape went or came none is called renamed`() {
    #expect(
      changes(object(["a", "b"]), object(["c"])) == [
        "`/c` was added, optional", "`/a` was removed; it was optional", "`/b` was removed; it was optional",
      ])
    #expect(
      changes(object(["a"]), object(["b", "c"])) == [
        "`/b` was added, optional", "`/c` was added, optional", "`/a` was removed; it was optional",
      ])
    #expect(
      changes(object(["a"], required: ["a"]), object(["b"])) == [
        "`/b` was added, optional", "`/a` was removed; it was required",
      ])
  }

  @Test func `a schema that contains itself is compared once`() {
    let old: JSONValue = ["properties": ["next": ["$ref": "#/$defs/old"]], "minProperties": 1]
    let new: JSONValue = ["properties": ["next": ["$ref": "#/$defs/new"]], "minProperties": 2]
    #expect(
      changes(["$ref": "#/$defs/old"], ["$ref": "#/$defs/new"], in: ["$defs": ["old": old, "new": new]]) == [
        "the payload changed minProperties from 1 to 2"
      ])
  }

  @Test func `one text in two schemas with definitions of their own is followed in each`() {
    func own(_ definition: JSONValue) -> JSONValue {
      ["items": ["$ref": "#/$defs/x"], "$defs": ["x": definition]]
    }
    func root(_ a: JSONValue, _ b: JSONValue) -> JSONObject { ["$defs": ["a": own(a), "b": own(b)]] }
    let schema: JSONValue = ["properties": ["a": ["$ref": "#/$defs/a"], "b": ["$ref": "#/$defs/b"]]]
    let (old, new) = (root(["maxLength": 1], ["maxLength": 1]), root(["maxLength": 1], ["maxLength": 2]))
    let found = FieldComparison.changes(
      from: schema, on: ReferenceGround(of: schema, in: old), to: schema,
      on: ReferenceGround(of: schema, in: new))
    #expect(found.map(\.description) == ["`/b/*` changed maxLength from 1 to 2"])
  }

  @Test func `keywords beside a reference count wherever it stands`() {
    func schema(_ most: JSONValue) -> JSONValue {
      [
        "properties": ["a": ["$ref": "#/$defs/x"], "b": ["$ref": "#/$defs/x", "maxLength": most]],
        "$defs": ["x": ["type": "string"]],
      ]
    }
    #expect(changes(schema(1), schema(2)) == ["`/b` changed maxLength from 1 to 2"])
  }

  @Test func `a reference that one side replaces is compared with what replaces it, wherever it stands`() {
    let definitions: JSONValue = ["x": ["type": "string"]]
    let old: JSONValue = [
      "properties": ["a": ["$ref": "#/$defs/x"], "b": ["$ref": "#/$defs/x"]], "$defs": definitions,
    ]
    let new: JSONValue = [
      "properties": ["a": ["type": "string"], "b": ["type": "null"]], "$defs": definitions,
    ]
    #expect(changes(old, new) == ["`/b` changed its type from string to null"])
  }

  @Test func `what differs too deep down is said to`() {
    func nested(_ innermost: JSONValue) -> JSONValue {
      (0..<70).reduce(innermost) { inner, _ in ["items": inner] }
    }
    let path = String(repeating: "/*", count: FieldComparison.depthLimit + 1)
    #expect(
      changes(nested(["type": "string"]), nested(["type": "null"])) == [
        "`\(path)` differs in something more than 64 levels down, which is not listed"
      ])
    #expect(changes(nested(["type": "string"]), nested(["type": "string"])) == [])
  }

  @Test func `many differences are cut off with a word`() {
    let (old, new) = ((0..<20_000).map { "a\($0)" }, (0..<20_000).map { "b\($0)" })
    let found = changes(object(old, required: old), object(new, required: new))
    #expect(found.last == "there are more than 200 differences; the rest is not listed")
  }
}
