import HandoffSchema
import HandoffTestSupport
import Testing

/// Merged schemas against all objects of a small world.
@Suite("Merged schemas")
struct MergedSchemaTests {
  static func expectMerged(_ parts: [Schema]) throws -> Bool {
    let (schema, isExact) = Schema.merged(parts)
    let expected = SmallObjects.merged(parts)
    for code in SmallObjects.codes {
      let value = SmallObjects.object(code)
      let accepted = schema.isValid(value)
      let told = "\(parts.map(\.json)) on \(value): \(accepted), exact: \(isExact)"
      if isExact {
        #expect(accepted == expected.contains(code), "\(told)")
      } else {
        #expect(accepted || !expected.contains(code), "\(told)")
      }
      let document = try JSONDocument(parsing: Array(value.text().utf8))
      #expect(schema.isValid(document) == accepted, "\(told)")
    }
    #expect(!schema.isValid([]))
    return isExact
  }

  @Test(arguments: Laws.areWhole ? 0..<8 : 0..<1)
  func `members that are described for themselves are merged exactly`(part: Int) throws {
    var inexact = 0
    for seed in part * 15..<(part + 1) * 15 {
      var source = SmallObjects(seed: UInt64(seed))
      let parts = (0..<1 + source.random.below(4)).map { _ in source.schema(0) }
      if try !Self.expectMerged(parts) { inexact += 1 }
    }
    // Patterns beside other open parts are given up.
    #expect(inexact < 8)
  }

  @Test(arguments: Laws.areWhole ? 0..<8 : 0..<1)
  func `members with conditions are merged exactly, or more is allowed`(part: Int) throws {
    var exact = 0
    for seed in part * 24..<(part + 1) * 24 {
      var source = SmallObjects(seed: UInt64(seed + 10_000))
      var parts = [source.schema(1)]
      for _ in 0...source.random.below(3) { parts.append(source.schema(source.random.below(2))) }
      if source.random.below(5) == 0 { parts.append(parts[0]) }
      if try Self.expectMerged(parts) { exact += 1 }
    }
    #expect(exact > 2)
  }

  private static func merged(_ documents: JSONValue...) throws -> (schema: Schema, isExact: Bool) {
    Schema.merged(try documents.map { try Schema($0) })
  }

  private static func closed(_ members: JSONObject, required: [String] = []) -> JSONValue {
    [
      "type": "object", "properties": .object(members), "required": .array(required.map { .string($0) }),
      "additionalProperties": false,
    ]
  }

  @Test func `a merge has the members of all parts`() throws {
    let merged = try Self.merged(
      Self.closed(["plan": ["type": "string"]], required: ["plan"]),
      Self.closed(["cost": ["type": "integer"], "note": true], required: ["cost"]))
    #expect(merged.isExact)
    let expected = try Schema(
      Self.closed(
        ["plan": ["type": "string"], "cost": ["type": "integer"], "note": true], required: ["plan", "cost"]))
    #expect(merged.schema.isEquivalent(to: expected).holds == true)
    #expect(
      merged.schema.json == [
        "type": "object", "properties": ["plan": true, "cost": true, "note": true],
        "required": ["plan", "cost"], "additionalProperties": false,
      ])
  }

  @Test func `a member that two parts require is what both allow`() throws {
    let merged = try Self.merged(
      Self.closed(["id": ["type": "string"]], required: ["id"]),
      Self.closed(["id": ["enum": ["x", 1]]], required: ["id"]))
    #expect(merged.isExact)
    #expect(
      merged.schema.isEquivalent(to: try Schema(Self.closed(["id": ["const": "x"]], required: ["id"]))).holds
        == true)
    let conflict = try Self.merged(
      Self.closed(["id": ["const": 1]], required: ["id"]), Self.closed(["id": ["const": 2]], required: ["id"])
    )
    #expect(conflict.schema.emptiness() == .empty)
  }

  @Test func `a member that a part may leave out is what another brings`() throws {
    let merged = try Self.merged(
      Self.closed(["id": ["type": "string"]]), Self.closed(["id": ["type": "integer"]], required: ["id"]))
    #expect(merged.isExact)
    let expected = try Schema(Self.closed(["id": ["type": "integer"]], required: ["id"]))
    #expect(merged.schema.isEquivalent(to: expected).holds == true)
  }

  @Test func `payloads that are no objects cannot be merged`() throws {
    let merged = try Self.merged(Self.closed(["a": true]), ["type": "string"])
    #expect(merged.isExact)
    #expect(merged.schema.emptiness() == .empty)
    let alone = try Self.merged(["type": ["string", "object"]])
    #expect(alone.schema.isEquivalent(to: try Schema(["type": "object"])).holds == true)
    #expect(Schema.merged([]).schema.isEquivalent(to: try Schema(Self.closed([:]))).holds == true)
  }

  @Test func `two payloads of one union may be different ones`() throws {
    let union: JSONValue = [
      "oneOf": [Self.closed(["a": true], required: ["a"]), Self.closed(["b": true], required: ["b"])]
    ]
    let schema = try Schema(union)
    let merged = Schema.merged([schema, schema])
    #expect(merged.isExact)
    #expect(merged.schema.isValid(["a": 1, "b": 2]))
    #expect(merged.schema.isValid(["a": 1]))
    #expect(!merged.schema.isValid([:]))
  }

  @Test func `a choice of too many members allows more and says so`() throws {
    let names = ["a", "b", "c", "d", "e"]
    let members = JSONObject(names.map { .init(key: $0, value: ["type": "integer"]) })
    let union: JSONValue = ["anyOf": [Self.closed(members), Self.closed(["f": true])]]
    let merged = try Self.merged(union, ["minProperties": 2])
    #expect(!merged.isExact)
    #expect(merged.schema.isValid(["a": "x", "f": 1]))
    #expect(!merged.schema.isValid(["a": 1]))
  }

  @Test func `nested references mean what they meant in their own document`() throws {
    let merged = try Self.merged(
      [
        "type": "object", "properties": ["l": ["$ref": "#/$defs/n"]], "required": ["l"],
        "additionalProperties": false, "$defs": ["n": ["type": "string"]],
      ],
      [
        "type": "object", "properties": ["r": ["$ref": "#/$defs/n"]], "required": ["r"],
        "additionalProperties": false, "anyOf": [["minProperties": 1], ["required": ["r"]]],
        "$defs": ["n": ["type": "array", "items": ["$ref": "#/$defs/n"]]],
      ])
    #expect(merged.isExact)
    #expect(merged.schema.isValid(["l": "x", "r": [[], [[]]]]))
    #expect(!merged.schema.isValid(["l": "x", "r": [[], [1]]]))
    #expect(!merged.schema.isValid(["l": [], "r": []]))
  }

  @Test func `references that depend on the way keep their meaning`() throws {
    // The strict tree refuses links with other members, also below the merge.
    let tree: JSONValue = [
      "$id": "http://x/strict", "$dynamicAnchor": "node", "$ref": "tree", "unevaluatedProperties": false,
      "$defs": [
        "tree": [
          "$id": "tree", "$dynamicAnchor": "node", "type": "object",
          "properties": ["data": true, "child": ["$dynamicRef": "#node"]],
        ]
      ],
    ]
    let merged = try Self.merged(tree, Self.closed(["other": true], required: ["other"]))
    for (payload, isValid): (JSONValue, Bool) in [
      (["other": 1, "child": ["child": ["data": 1]]], true),
      (["other": 1, "child": ["child": ["x": 1]]], false),
      (["child": [:]], false), (["other": 1, "x": 1], false),
    ] {
      #expect(merged.schema.isValid(payload) == isValid, "\(payload)")
      let document = try JSONDocument(parsing: Array(payload.text().utf8))
      #expect(merged.schema.isValid(document) == isValid, "\(payload)")
    }
    #expect(merged.isExact)
  }

  @Test(arguments: 0..<6)
  func `the algebra agrees with all objects of the small world`(part: Int) throws {
    let world = try Schema([
      "type": "object", "additionalProperties": ["enum": [0, 1, 2]],
      "propertyNames": ["enum": ["a", "b", "c", "d"]],
    ])
    var algebra = SchemaAlgebra(options: InclusionLawTests.options)
    var decided = 0
    for seed in part * 10..<(part + 1) * 10 {
      var source = SmallObjects(seed: UInt64(seed + 20_000))
      let parts = [source.schema(1), source.schema(0)]
      let merged = Schema.merged(parts)
      let within = SchemaExpression.schema(merged.schema) && .schema(world)
      let listed = SmallObjects.merged(parts).map { SmallObjects.object($0) }
      let all = listed.isEmpty ? Schema(.anyOf([])) : try Schema(["enum": .array(listed)])
      let forward = algebra.inclusion(of: .schema(all), in: within)
      #expect(forward.witness == nil, "\(parts.map(\.json))")
      if forward.isIncluded { decided += 1 }
      if merged.isExact {
        #expect(algebra.inclusion(of: within, in: .schema(all)).witness == nil, "\(parts.map(\.json))")
      }
    }
    #expect(decided > 2, "\(decided)")
  }

  @Test func `ten thousand parts with names of their own are merged at once`() throws {
    let parts = try (0..<10_000).map { index in
      try Schema(Self.closed(["m\(index)": ["type": "integer"]], required: ["m\(index)"]))
    }
    let unions = try (0..<10_000).map { index in
      try Schema([
        "anyOf": [
          Self.closed(["k\(index)": ["type": "integer"]], required: ["k\(index)"]), Self.closed([:]),
        ]
      ])
    }
    var times: [Duration] = []
    let clock = ContinuousClock()
    for count in [1_250, 10_000] {
      let start = clock.now
      let merged = Schema.merged(Array(parts.prefix(count)) + unions.prefix(count))
      times.append(clock.now - start)
      #expect(merged.isExact)
      #expect(merged.schema.graph.nodes[merged.schema.graph.root].object?.properties.count == 2 * count)
    }
    let plain = Schema.merged(parts).schema
    let members = JSONObject((0..<10_000).map { .init(key: "m\($0)", value: 1) })
    #expect(plain.isValid(.object(members)))
    var changed = members
    changed["m5000"] = "x"
    #expect(!plain.isValid(.object(changed)))
    // Eight times as many, in time that does not grow with their square.
    #expect(times[1] < times[0] * 24 + .seconds(1), "\(times)")
  }
}
