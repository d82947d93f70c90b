import HandoffTestSupport
import Testing

@testable import HandoffSchema

/// How the steps of comparisons grow, counted and not timed.
@Suite("Scaling of comparisons")
struct InclusionScalingTests {
  /// A union of branches that two members tell apart, or one.
  static func union(
    _ count: Int, keyword: String = "oneOf", twoTags: Bool = false,
    changed: (Int) -> JSONObject = { _ in [:] }
  ) -> JSONValue {
    let branches = (0..<count).map { number -> JSONValue in
      var properties: JSONObject = [
        "t": ["const": .string("k\(twoTags ? number / 2 : number)")], "v": ["type": "integer", "minimum": 0],
        "w": ["type": "string"],
      ]
      if twoTags { properties["u"] = ["const": .bool(number % 2 == 0)] }
      for member in changed(number) { properties[member.key] = member.value }
      return [
        "type": "object", "required": twoTags ? ["t", "u", "v"] : ["t", "v"],
        "properties": .object(properties),
        "additionalProperties": false,
      ]
    }
    return .object([keyword: .array(branches)])
  }

  private func compare(_ producer: JSONValue, _ consumer: JSONValue) throws -> (InclusionVerdict, steps: Int)
  {
    var algebra = SchemaAlgebra()
    let verdict = algebra.inclusion(of: try Schema(producer), in: try Schema(consumer))
    return (verdict, algebra.steps)
  }

  @Test(arguments: ["anyOf", "oneOf"], [false, true])
  func `one changed branch of a thousand is decided in few steps`(keyword: String, twoTags: Bool) throws {
    let old = Self.union(1_000, keyword: keyword, twoTags: twoTags)
    let new = Self.union(1_000, keyword: keyword, twoTags: twoTags) {
      $0 == 700 ? ["v": ["type": "integer", "minimum": -5]] : [:]
    }
    let wider = try compare(old, new)
    #expect(wider.0.isIncluded)
    #expect(wider.steps < 2_000)
    let narrower = try compare(new, old)
    guard case .notIncluded(let counterexample) = narrower.0.outcome else {
      Issue.record("\(narrower.0)")
      return
    }
    #expect(counterexample.payload["t"] == .string(twoTags ? "k350" : "k700"))
    #expect(narrower.steps < 2_000)
  }

  @Test(arguments: ["anyOf", "oneOf"])
  func `steps grow with the changed branches as a line does`(keyword: String) throws {
    var counts: [Int] = []
    for count in [100, 200, 400] {
      let verdict = try compare(
        Self.union(count, keyword: keyword), Self.union(count, keyword: keyword) { _ in ["z": true] })
      #expect(verdict.0.isIncluded)
      counts.append(verdict.steps)
    }
    #expect(counts[2] - counts[1] <= 3 * (counts[1] - counts[0]), "\(counts)")
    #expect(counts[2] <= 20_000, "\(counts)")
  }

  @Test func `what says the same under other names is included without a search`() throws {
    func tree(_ name: String, _ other: String) -> JSONValue {
      let reference: JSONValue = ["$ref": .string("#/$defs/\(name)")]
      let leaf: JSONValue = ["$ref": .string("#/$defs/\(other)")]
      return [
        "$ref": .string("#/$defs/\(name)"),
        "$defs": [
          name: [
            "anyOf": [
              ["type": "array", "items": reference, "uniqueItems": true], leaf,
              ["type": "object", "patternProperties": ["^a": reference], "unevaluatedProperties": leaf],
            ]
          ], other: ["type": ["string", "null"], "pattern": "^[a-z]*$"],
        ],
      ]
    }
    let verdict = try compare(tree("node", "leaf"), tree("tree", "rest"))
    #expect(verdict.0.isIncluded)
    #expect(verdict.steps == 0)
  }

  @Test func `names that differ are no twins`() throws {
    func list(_ type: JSONValue) -> JSONValue {
      [
        "$ref": "#/$defs/a",
        "$defs": ["a": ["properties": ["next": ["$ref": "#/$defs/a"], "v": ["type": type]]]],
      ]
    }
    #expect(try !compare(list("string"), list("integer")).0.isIncluded)
    #expect(try compare(list("integer"), list("number")).0.isIncluded)
    #expect(try !compare(list("number"), list("integer")).0.isIncluded)
  }

  @Test(arguments: 0..<4)
  func `random schemas include themselves under other names, and twins are equal sets`(part: Int) throws {
    var count = 0
    for seed in part * 60..<(part + 1) * 60 {
      var source = RandomSchema(seed: UInt64(seed))
      let json = source.document()
      guard case .object(var members) = json, let definitions = members["$defs"]?.objectValue else {
        continue
      }
      members["$defs"] = .object(["x": definitions["a"] ?? true, "y": definitions["b"] ?? true])
      let text = JSONValue.object(members).text()
        .replacing("#/$defs/a", with: "#/$defs/x").replacing("#/$defs/b", with: "#/$defs/y")
      let renamed = try JSONValue(parsing: text)
      guard let first = try? Schema(json), let second = try? Schema(renamed) else { continue }
      var algebra = SchemaAlgebra()
      #expect(algebra.inclusion(of: first, in: second).isIncluded, "\(json)")
      #expect(algebra.steps == 0)
      count += 1
    }
    #expect(count > 10)
  }
}
