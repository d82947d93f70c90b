import HandoffTestSupport
import Testing

@testable import HandoffSchema

@Suite("Memory of an evaluation")
struct EvaluationMemoryTests {
  /// Two alternatives that descend into the same child: without memory each level doubles the work.
  private static let recursive: JSONValue = [
    "anyOf": [
      ["items": ["$ref": "#"], "type": "array"], ["type": "array", "items": ["$ref": "#"], "minItems": 1],
    ]
  ]

  private static func nested(_ depth: Int, _ innermost: String) -> [UInt8] {
    Array((String(repeating: "[", count: depth) + innermost + String(repeating: "]", count: depth)).utf8)
  }

  @Test(arguments: [18, 100, 400])
  func `a valid value is valid however deep alternatives meet at the same child`(depth: Int) throws {
    let schema = try Schema(Self.recursive)
    let document = try JSONDocument(parsing: Self.nested(depth, ""))
    #expect(schema.isValid(document.value))
    #expect(schema.violations(in: document) == [])
  }

  @Test(arguments: [18, 100, 400])
  func `a refused value is explained once, at the place that is wrong`(depth: Int) throws {
    let schema = try Schema(Self.recursive)
    let document = try JSONDocument(parsing: Self.nested(depth, "1"))
    let violations = schema.violations(in: document)
    #expect(violations.map(\.keyword) == ["anyOf"])
    #expect(violations.first?.instance.tokens.count == depth)
    #expect(violations.first?.allowed == "an array")
    // Both alternatives say the same, so that none is the closest.
    #expect(violations.first?.hint == nil)
  }

  @Test func `objects are remembered as arrays are`() throws {
    let schema = try Schema([
      "oneOf": [
        ["type": "object", "properties": ["next": ["$ref": "#"]], "required": ["a"]],
        ["type": "object", "properties": ["next": ["$ref": "#"]], "not": ["required": ["a"]]],
        ["type": "object", "properties": ["next": ["$ref": "#"]], "required": ["a", "b"]],
      ]
    ])
    var value: JSONValue = ["a": 1]
    for _ in 0..<120 { value = ["a": 1, "next": value] }
    #expect(schema.isValid(value))
    #expect(schema.isValid(["a": 1, "b": 2, "next": value]) == false)
  }

  @Test func `both roads remember by schema and value, not by one of them`() throws {
    // "a" is a number, one "b" or several "a"; "b" is a text, one "a" or several "b". The order of the members makes
    // every array be asked for as both, twice.
    let schema = try Schema([
      "$ref": "#/$defs/a",
      "$defs": [
        "a": [
          "anyOf": [
            ["type": "array", "allOf": [["items": ["$ref": "#/$defs/a"]], ["minItems": 2]]],
            ["type": "array", "items": ["$ref": "#/$defs/b"], "maxItems": 1],
            ["type": "array", "items": ["$ref": "#/$defs/b"], "minItems": 1, "maxItems": 1],
            ["type": "integer"],
          ]
        ],
        "b": [
          "anyOf": [
            ["type": "array", "allOf": [["items": ["$ref": "#/$defs/b"]], ["minItems": 2]]],
            ["type": "array", "items": ["$ref": "#/$defs/a"], "maxItems": 1],
            ["type": "array", "items": ["$ref": "#/$defs/a"], "minItems": 1, "maxItems": 1],
            ["type": "string"],
          ]
        ],
      ],
    ])
    var random = TestRandom(seed: 3)
    var verdicts: [Bool] = []
    for _ in 0..<16 {
      var text = random.below(2) == 0 ? "1" : "\"x\""
      for level in 0..<40 {
        text = level < 4 && random.below(3) == 0 ? "[\(text), \(text)]" : "[\(text)]"
      }
      let document = try JSONDocument(parsing: Array(text.utf8))
      let isValid = schema.isValid(document.value)
      #expect(schema.isValid(document) == isValid, "\(text)")
      verdicts.append(isValid)
    }
    #expect(Set(verdicts).count == 2)
  }

  @Test func `what is remembered changes no verdict and no violation`() throws {
    var generator = RandomSchema(seed: 5)
    var compared = 0
    for _ in 0..<400 {
      guard let schema = try? Schema(generator.document()) else { continue }
      for _ in 0..<6 {
        let value = generator.instance(depth: 4)
        for isCollecting in [false, true] {
          var anew = Evaluator(schema.graph, instance: value, isCollecting: isCollecting)
          anew.rememberedFrom = .max
          var remembering = Evaluator(schema.graph, instance: value, isCollecting: isCollecting)
          remembering.rememberedFrom = 0
          #expect(anew.run(root: schema.graph.root) == remembering.run(root: schema.graph.root))
          #expect(anew.violations == remembering.violations)
          compared += 1
        }
      }
    }
    #expect(compared > 2_000)
  }
}
