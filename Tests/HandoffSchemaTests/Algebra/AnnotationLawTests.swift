import HandoffTestSupport
import Testing

@testable import HandoffSchema

/// What a comparison believes of keywords that depend on what others looked at is what validation does.
@Suite("Annotations")
struct AnnotationLawTests {
  @Test(arguments: 0..<6)
  func `the form for comparison and validation agree on random values`(part: Int) throws {
    try check(seeds: part * 400..<(part + 1) * 400, in: .draft2020, leastVerdicts: 300)
  }

  @Test(arguments: [true, false], [SchemaOptions.Dialect.draft2020, .draft2019])
  func `what counts as evaluated is the same on every road`(areObjects: Bool, dialect: SchemaOptions.Dialect)
    throws
  {
    let values = RandomAnnotations.values(areObjects: areObjects)
    var verdicts = [0, 0]
    for seed in 0..<50 {
      var source = RandomAnnotations(seed: UInt64(seed), isAboutObjects: areObjects, dialect: dialect)
      let schema = try Schema(source.document())
      var arena = FormulaArena()
      var origins: [Formula: String]?
      let shape = SchemaLowering.shape(of: schema.graph, in: &arena, deadline: nil, origins: &origins).shape
      try #require(arena.opaqueReasons.isEmpty)
      for value in values {
        let expected = schema.isValid(value)
        if arena.holds(shape, for: value) != expected || schema.plainVerdict(on: value) != expected {
          Issue.record("\(schema.json) on \(value): validation says \(expected)")
        }
        verdicts[expected ? 1 : 0] += 1
      }
    }
    #expect(verdicts.allSatisfy { $0 > 200 })
  }

  @Test(arguments: [
    (SchemaOptions.Dialect.draft2019, 0..<250), (.draft2019, 250..<500), (.draft7, 0..<150),
    (.draft6, 0..<120),
  ])
  func `they agree in older drafts too`(dialect: SchemaOptions.Dialect, seeds: Range<Int>) throws {
    try check(seeds: seeds, in: dialect, leastVerdicts: 100)
  }

  private func check(seeds: Range<Int>, in dialect: SchemaOptions.Dialect, leastVerdicts: Int) throws {
    var verdicts = [0, 0]
    var skipped = 0
    for seed in seeds {
      var source = RandomSchema(seed: UInt64(seed), looksForAnnotations: true)
      let document = source.document(in: dialect)
      guard let schema = try? Schema(document, options: SchemaOptions(formats: .assertion)) else { continue }
      var arena = FormulaArena()
      var origins: [Formula: String]?
      let shape = SchemaLowering.shape(of: schema.graph, in: &arena, deadline: nil, origins: &origins).shape
      guard arena.opaqueReasons.isEmpty else {
        skipped += 1
        continue
      }
      for _ in 0..<10 {
        let value = source.instance()
        let expected = schema.isValid(value)
        if arena.holds(shape, for: value) != expected || schema.plainVerdict(on: value) != expected {
          Issue.record("\(schema.json) on \(value): validation says \(expected)")
        }
        verdicts[expected ? 1 : 0] += 1
      }
    }
    #expect(verdicts.allSatisfy { $0 > leastVerdicts })
    #expect(skipped < 40)
  }

  @Test func `what is evaluated far below counts`() throws {
    var inner: JSONValue = ["properties": ["a": true]]
    for _ in 0..<100 { inner = ["allOf": [inner]] }
    let nested = try Schema(["allOf": [inner], "unevaluatedProperties": false, "type": "object"])
    let flat = try Schema(["properties": ["a": true], "additionalProperties": false, "type": "object"])
    #expect(nested.isValid(["a": 1]))
    #expect(nested.isIncluded(in: flat).isIncluded)
    #expect(flat.isIncluded(in: nested).isIncluded)
    let empty = try Schema(["type": "object", "maxProperties": 0])
    #expect(!nested.isIncluded(in: empty).isIncluded)
  }

  @Test func `what more locations say than can be looked at is undecided, not forgotten`() throws {
    var definitions = JSONObject()
    for level in 0..<16 {
      let next: JSONValue = ["$ref": .string("#/$defs/d\(level + 1)")]
      definitions["d\(level)"] = ["allOf": [next, next]]
    }
    definitions["d16"] = ["properties": ["a": true]]
    let doubling = try Schema([
      "$ref": "#/$defs/d0", "unevaluatedProperties": false, "$defs": .object(definitions),
    ])
    let verdict = doubling.isIncluded(
      in: try Schema(["properties": ["a": true], "additionalProperties": false]))
    guard case .undecided(.combinationLimit, _) = verdict.outcome else {
      Issue.record("\(verdict)")
      return
    }
  }

  @Test func `several contains beside unevaluatedItems are compared`() throws {
    let producer = try Schema(["anyOf": [["contains": true]]])
    let consumer = try Schema([
      "anyOf": [
        ["oneOf": [["contains": true]], "contains": true], ["contains": true],
        ["contains": true, "if": ["uniqueItems": true], "else": ["contains": true]],
      ], "unevaluatedItems": true,
    ])
    #expect(producer.isIncluded(in: consumer).isIncluded)
    let small = try Schema(["maxItems": 1])
    let conditional = try Schema([
      "if": ["contains": true, "allOf": [["contains": [:], "minContains": 2], ["contains": true]]],
      "then": ["if": ["contains": true], "oneOf": [true, ["type": "array", "contains": true]]],
      "unevaluatedItems": true,
    ])
    #expect(small.isIncluded(in: conditional).isIncluded)
  }
}
