import HandoffSchema
import HandoffTestSupport
import Testing

/// Arrays of distinct elements with counts: how many of each kind there are is all that matters.
@Suite("Distinct elements with counts")
struct DistinctElementTests {
  private func emptiness(_ schema: JSONValue) throws -> Emptiness {
    try Schema(schema).emptiness()
  }

  @Test func `hundreds of distinct elements are asked for and found`() throws {
    let many: JSONValue = [
      "type": "array", "uniqueItems": true, "contains": ["type": "integer"], "minContains": 300,
    ]
    guard case .inhabited(let witness) = try emptiness(many) else {
      Issue.record("\(try emptiness(many))")
      return
    }
    #expect(witness.arrayValue?.count == 300)
    #expect(try Schema(many).isIncluded(in: Schema(["minItems": 300])).isIncluded)
    #expect(try Schema(many).isIncluded(in: Schema(["maxItems": 299])).witness != nil)
  }

  @Test func `counts that overlap are weighed against each other`() throws {
    func schema(_ least: Int) -> JSONValue {
      [
        "type": "array", "uniqueItems": true, "minItems": .number(JSONNumber(least)),
        "items": ["type": ["integer", "string"], "maxLength": 1],
        "allOf": [
          ["contains": ["type": "integer"], "minContains": 10, "maxContains": 12],
          ["contains": ["type": "string"], "minContains": 10, "maxContains": 12],
          ["contains": ["minimum": 5, "type": "number"], "maxContains": 5],
        ],
      ]
    }
    for (least, isEmpty) in [(0, false), (24, false), (25, true)] {
      let found = try emptiness(schema(least))
      #expect((found == .empty) == isEmpty && (found.witness == nil) == isEmpty, "\(least): \(found)")
    }
  }

  @Test func `what there are too few values for is empty`() throws {
    #expect(
      try emptiness([
        "type": "array", "uniqueItems": true, "contains": ["type": "boolean"], "minContains": 3,
      ]) == .empty)
    #expect(
      try emptiness([
        "type": "array", "uniqueItems": true, "minItems": 40,
        "items": ["type": ["boolean", "null", "integer"]],
        "contains": ["type": "integer"], "maxContains": 36,
      ]) == .empty)
  }

  @Test(arguments: [true, false], [6, 9, 12])
  func `elements that serve all counts together are found before all other kinds are weighed`(
    areDistinct: Bool, count: Int
  ) throws {
    let shapes: [(Int) -> JSONValue] = [
      { ["type": "object", "required": [.string("k\($0)")]] },
      { ["type": "number", "minimum": .number(JSONNumber(3 * $0))] },
    ]
    for shape in shapes {
      let parts = (0..<count).map { number -> JSONValue in
        ["contains": shape(number), "minContains": 2, "maxContains": 3]
      }
      let schema = try Schema(["type": "array", "uniqueItems": .bool(areDistinct), "allOf": .array(parts)])
      let verdict = schema.isIncluded(in: try Schema(["maxItems": 1]))
      #expect(verdict.witness?.arrayValue?.count == 2, "\(verdict)")
    }
  }

  /// Every set of the values is tried: the order of elements says nothing here.
  @Test(arguments: 0..<4)
  func `the verdict is that of trying every set of values`(part: Int) throws {
    let values: [JSONValue] = [1, 2, 3, "a", "b", [1], ["a": 1]]
    let shapes: [JSONValue] = [
      ["type": "integer"], ["type": "string"], ["minimum": 2], ["enum": [1, "a", [1]]],
      ["type": ["array", "object"]],
    ]
    var seen = [0, 0]
    for seed in part * 60..<(part + 1) * 60 {
      var random = TestRandom(seed: UInt64(seed))
      var parts: [JSONValue] = []
      for _ in 0...random.below(3) {
        var count: JSONObject = [
          "contains": shapes[random.below(shapes.count)], "minContains": .number(JSONNumber(random.below(4))),
        ]
        if random.below(2) == 0 { count["maxContains"] = .number(JSONNumber(random.below(4))) }
        parts.append(.object(count))
      }
      let schema = try Schema([
        "type": "array", "uniqueItems": true, "items": ["enum": .array(values)], "allOf": .array(parts),
        "minItems": .number(JSONNumber(random.below(7))), "maxItems": .number(JSONNumber(random.below(8))),
      ])
      let isInhabited = (0..<(1 << values.count)).contains { set in
        schema.isValid(.array(values.indices.filter { set >> $0 & 1 == 1 }.map { values[$0] }))
      }
      seen[isInhabited ? 1 : 0] += 1
      let found = schema.emptiness()
      #expect(
        (found == .empty) == !isInhabited && (found.witness != nil) == isInhabited, "\(schema.json): \(found)"
      )
    }
    #expect(seen.allSatisfy { $0 > 5 }, "\(seen)")
  }
}
