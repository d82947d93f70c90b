import HandoffTestSupport
import Testing

@testable import HandoffSchema

/// What a comparison believes of keywords that depend on what others looked at is what validation does.
@Suite("Annotations")
struct AnnotationLawTests {
  @Test(arguments: 0..<6)
  func `the form for comparison and validation agree on random values`(part: Int) throws {
    var verdicts = [0, 0]
    var skipped = 0
    for seed in part * 400..<(part + 1) * 400 {
      var source = RandomSchema(seed: UInt64(seed), looksForAnnotations: true)
      guard let schema = try? Schema(source.document(), options: SchemaOptions(formats: .assertion)) else {
        continue
      }
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
        if arena.holds(shape, for: value) != expected {
          Issue.record("\(schema.json) on \(value): validation says \(expected)")
        }
        verdicts[expected ? 1 : 0] += 1
      }
    }
    #expect(verdicts.allSatisfy { $0 > 300 })
    #expect(skipped < 40)
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
