import HandoffSchema
import HandoffTestSupport
import Testing

/// The members that a schema names.
@Suite("Pointers of named members")
struct MemberPointerTests {
  static func pointers(_ json: JSONValue, limit: Int = 100) throws -> [String] {
    try Schema(json).memberPointers(limit: limit).map(\.description)
  }

  @Test func `members come in the order of the document, each before those inside it`() throws {
    let json: JSONValue = [
      "properties": [
        "b": ["properties": ["y": true, "x": ["$ref": "#/$defs/x"]]], "a": true,
        "list": ["items": ["properties": ["no": true]]],
      ],
      "required": ["a", "only/required"],
      "$defs": ["x": ["properties": ["deep": true]]],
    ]
    #expect(
      try Self.pointers(json) == ["/b", "/b/y", "/b/x", "/b/x/deep", "/a", "/list", "/only~1required"])
    #expect(try Self.pointers(json, limit: 3) == ["/b", "/b/y", "/b/x"])
    #expect(try Self.pointers(json, limit: 0) == [])
  }

  @Test func `all keywords in place but "not" are looked at`() throws {
    let json: JSONValue = [
      "allOf": [["properties": ["all": true]]], "anyOf": [["properties": ["any": true]]],
      "oneOf": [["properties": ["one": true]]], "not": ["properties": ["not": true]],
      "if": ["properties": ["if": true]], "then": ["properties": ["then": true]],
      "else": ["properties": ["else": true, "any": ["properties": ["inner": true]]]],
      "$ref": "#/$defs/r", "$defs": ["r": ["properties": ["ref": true]]],
    ]
    #expect(
      try Self.pointers(json) == [
        "/ref", "/all", "/any", "/any/inner", "/one", "/if", "/then", "/else",
      ])
  }

  @Test func `members that are never allowed are left out`() throws {
    let json: JSONValue = [
      "properties": ["never": false, "a": true], "required": ["never"],
      "anyOf": [["properties": ["never": true, "a": false, "b": false]], ["properties": ["c": false]]],
    ]
    #expect(try Self.pointers(json) == ["/a"])
    // What one branch refuses another may allow.
    let branches: JSONValue = [
      "anyOf": [
        ["properties": ["x": ["properties": ["y": false]]]],
        ["properties": ["x": ["properties": ["y": true]]]],
      ]
    ]
    #expect(try Self.pointers(branches) == ["/x", "/x/y"])
  }

  @Test func `recursive schemas end at depth six`() throws {
    let json: JSONValue = ["properties": ["next": ["$ref": "#"]]]
    let chain = (1...6).map { String(repeating: "/next", count: $0) }
    #expect(try Self.pointers(json) == chain)
    let tree: JSONValue = ["properties": ["l": ["$ref": "#"], "r": ["$ref": "#"]]]
    #expect(try Self.pointers(tree, limit: 1_000).count == 126)
  }

  @Test func `pointers are different, and a lower limit gives the first of them`() {
    var cut = 0
    for seed in 0..<400 as Range<UInt64> {
      var source = RandomSchema(seed: seed)
      guard let schema = try? Schema(source.document()) else { continue }
      let all = schema.memberPointers(limit: 500)
      #expect(Set(all).count == all.count, "seed \(seed)")
      #expect(schema.memberPointers(limit: 2) == Array(all.prefix(2)), "seed \(seed)")
      if all.count > 2 { cut += 1 }
    }
    #expect(cut > 20)
  }
}
