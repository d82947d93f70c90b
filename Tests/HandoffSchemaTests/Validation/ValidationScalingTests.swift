import HandoffTestSupport
import Testing

@testable import HandoffSchema

/// How the steps of both roads grow, counted and not timed.
@Suite("Scaling of validation")
struct ValidationScalingTests {
  struct Recursion: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var schema: JSONValue
    /// The innermost value, and what each level puts around it.
    var inner: String
    var around: (String, String)
  }

  static let recursions: [Recursion] = [
    Recursion(
      testDescription: "anyOf that descends twice, invalid",
      schema: [
        "anyOf": [
          ["type": "array", "items": ["$ref": "#"]],
          ["type": "array", "items": ["$ref": "#"], "maxItems": 9],
        ]
      ], inner: "1", around: ("[", "]")),
    Recursion(
      testDescription: "oneOf of which one arm fails late, valid",
      schema: [
        "oneOf": [
          ["type": "array", "items": ["$ref": "#"]],
          ["type": "array", "items": ["$ref": "#"], "contains": ["const": 9]],
        ]
      ], inner: "[]", around: ("[", "]")),
    Recursion(
      testDescription: "a tagged syntax tree with one mistake",
      schema: [
        "oneOf": [
          ["properties": ["t": ["const": "a"], "c": ["$ref": "#"]], "required": ["t", "c"]],
          ["properties": ["t": ["const": "b"], "c": ["$ref": "#"]], "required": ["t", "c"]],
          ["properties": ["t": ["const": "leaf"], "v": ["type": "number"]], "required": ["t", "v"]],
        ]
      ], inner: #"{"t": "leaf", "v": "x"}"#, around: (#"{"t": "b", "c": "#, "}")),
    Recursion(
      testDescription: "plain objects behind allOf, twice",
      schema: [
        "anyOf": [
          ["allOf": [["$ref": "#/$defs/n"]]], ["allOf": [["$ref": "#/$defs/n"], ["minProperties": 1]]],
        ],
        "$defs": ["n": ["type": "object", "properties": ["c": ["$ref": "#"]]]],
      ], inner: "1", around: (#"{"c": "#, "}")),
    Recursion(
      testDescription: "unevaluatedProperties at each level",
      schema: [
        "anyOf": [
          ["properties": ["c": ["$ref": "#"]], "required": ["c"]],
          ["properties": ["c": ["$ref": "#"]], "minProperties": 1],
        ], "unevaluatedProperties": false, "type": "object",
      ], inner: #"{"d": 1}"#, around: (#"{"c": "#, "}")),
    Recursion(
      testDescription: "a dynamic reference",
      schema: [
        "$id": "https://example.com/outer", "$ref": "tree",
        "$defs": [
          "leafless": ["$dynamicAnchor": "node", "$ref": "tree", "maxItems": 5],
          "tree": [
            "$id": "tree", "$dynamicAnchor": "node",
            "anyOf": [
              ["type": "array", "items": ["$dynamicRef": "#node"]],
              ["type": "array", "items": ["$dynamicRef": "#node"], "minItems": 1],
            ],
          ],
        ],
      ], inner: "1", around: ("[", "]")),
  ]

  @Test(arguments: recursions)
  func `steps grow with depth as a line does`(recursion: Recursion) throws {
    let schema = try Schema(recursion.schema)
    var counts: [(fast: Int, collecting: Int)] = []
    // Deeper, the fast road hands over.
    for depth in [15, 30, 45] {
      let text =
        String(repeating: recursion.around.0, count: depth) + recursion.inner
        + String(repeating: recursion.around.1, count: depth)
      let steps = try schema.steps(on: text)
      #expect(steps.verdict != nil)
      let value = try JSONValue(parsing: text)
      #expect(!schema.violations(in: value).contains { $0.keyword == "limit" })
      counts.append((steps.fast, steps.collecting))
    }
    // Remembering begins after some steps, so that the first doubling may look cheap and the second dear.
    #expect(counts[2].fast <= 3 * counts[1].fast + 1_000, "\(counts)")
    #expect(counts[2].fast <= 20_000, "\(counts)")
    #expect(counts[2].collecting <= 20_000, "\(counts)")
  }

  @Test(arguments: ["anyOf", "oneOf"])
  func `a value that many schemas apply to one after the other is looked at once by each`(keyword: String)
    throws
  {
    // Each definition applies the next one twice: 2^40 ways to the last.
    var definitions = JSONObject()
    for number in 0..<40 {
      let next: JSONValue = ["$ref": .string("#/$defs/d\(number + 1)")]
      definitions["d\(number)"] = .object([
        keyword: [["allOf": [next], "minLength": 1], ["allOf": [next], "maxLength": 0]]
      ])
    }
    definitions["d40"] = ["type": "string", "pattern": "^a"]
    let schema = try Schema(["$ref": "#/$defs/d0", "$defs": .object(definitions)])
    let valid = try schema.steps(on: #""a""#)
    #expect(valid.verdict == true)
    #expect(valid.fast < 5_000)
    let invalid = try schema.steps(on: #""b""#)
    #expect(invalid.verdict == false)
    #expect(invalid.fast + invalid.collecting < 10_000)
    #expect(!schema.violations(in: "b").contains { $0.keyword == "limit" })
  }

  static func union(_ count: Int) -> JSONValue {
    let branches = (0..<count).map { number -> JSONValue in
      [
        "type": "object", "required": ["t", "v"], "additionalProperties": false,
        "properties": [
          "t": ["const": .string("k\(number)")], "v": ["type": "integer"], "w": ["type": "string"],
        ],
      ]
    }
    return ["type": "array", "items": ["oneOf": .array(branches)]]
  }

  static func rows(_ count: Int, of branches: Int, mistake: Bool) -> String {
    let rows = (0..<count).map { number in
      let value = mistake && number == count - 1 ? #""x""# : "\(number)"
      return #"{"t": "k\#(number % branches)", "v": \#(value), "w": "s"}"#
    }
    return "[" + rows.joined(separator: ",") + "]"
  }

  @Test func `steps do not grow with the branches that a member tells apart`() throws {
    for mistake in [false, true] {
      let text = Self.rows(400, of: 50, mistake: mistake)
      let few = try Schema(Self.union(50)).steps(on: text)
      let many = try Schema(Self.union(800)).steps(on: text)
      #expect(few.verdict == !mistake)
      #expect(many.verdict == !mistake)
      #expect(many.fast == few.fast)
      #expect(many.collecting == few.collecting)
    }
  }

  @Test func `one mistake costs steps as the rows do, and little more than the verdict`() throws {
    let schema = try Schema(Self.union(200))
    let short = try schema.steps(on: Self.rows(400, of: 200, mistake: true))
    let long = try schema.steps(on: Self.rows(4_000, of: 200, mistake: true))
    #expect(short.verdict == false)
    #expect(long.collecting <= 11 * short.collecting)
    #expect(long.collecting <= 3 * long.fast)
  }

  @Test func `chains of conditions are asked once`() throws {
    func conditions(_ count: Int, nested: Bool) -> JSONValue {
      func link(_ number: Int, _ otherwise: JSONValue?) -> JSONValue {
        var link: JSONObject = [
          "if": ["properties": ["t": ["const": .string("k\(number)")]], "required": ["t"]],
          "then": ["required": ["v"], "properties": ["v": ["const": .number(JSONNumber(number))]]],
        ]
        if let otherwise { link["else"] = otherwise }
        return .object(link)
      }
      if !nested { return ["items": ["allOf": .array((0..<count).map { link($0, nil) })]] }
      return ["items": (0..<count).reversed().reduce(false) { link($1, $0) }]
    }
    let text = "[" + (0..<50).map { #"{"t": "k\#($0)", "v": \#($0)}"# }.joined(separator: ",") + "]"
    for nested in [false, true] {
      let few = try Schema(conditions(50, nested: nested)).steps(on: text)
      let many = try Schema(conditions(200, nested: nested)).steps(on: text)
      #expect(few.verdict == true)
      #expect(many.verdict == true)
      #expect(many.fast <= few.fast + 50)
      let wrong = try Schema(conditions(200, nested: nested)).steps(on: #"[{"t": "k7", "v": 8}]"#)
      #expect(wrong.verdict == false)
      let unknown = try Schema(conditions(200, nested: nested)).steps(on: #"[{"t": "other"}]"#)
      #expect(unknown.verdict == !nested)
      #expect(try Schema(conditions(200, nested: nested)).steps(on: "[{}, 5]").verdict == !nested)
    }
  }

  @Test func `ordinary schemas have nothing to remember`() throws {
    let schema = try Schema([
      "properties": [
        "billing": ["$ref": "#/$defs/address"], "shipping": ["$ref": "#/$defs/address"],
        "lines": ["items": ["$ref": "#/$defs/line"]], "parent": ["$ref": "#"],
      ],
      "additionalProperties": ["$ref": "#/$defs/address"],
      "$defs": [
        "address": ["properties": ["street": ["type": "string"]]],
        "line": ["properties": ["notes": ["items": ["$ref": "#/$defs/line"]]]],
      ],
    ])
    let program = ValidationProgram(schema.graph)
    let image = try JSONDocument.parsed("{}")
    let meeting = image.withTape { tape in
      program.withRunner(over: tape) { runner in
        schema.graph.nodes.indices.filter {
          runner.nodes[$0 + ProgramCompiler.reserved].flags.contains(.isMeeting)
        }
      }
    }
    // Only the definition that two lists lead to could be reached twice, as far as a glance can tell.
    #expect(meeting?.map { schema.graph.nodes[$0].location.pointer.description } == ["/$defs/line"])
  }

  @Test(arguments: recursions)
  func `what is too deep for the call stack is decided and explained all the same`(recursion: Recursion)
    throws
  {
    let schema = try Schema(recursion.schema)
    let text =
      String(repeating: recursion.around.0, count: 400) + recursion.inner
      + String(repeating: recursion.around.1, count: 400)
    let value = try JSONValue(parsing: text)
    let violations = schema.violations(in: value)
    #expect(!violations.contains { $0.keyword == "limit" })
    #expect(schema.isValid(value) == violations.isEmpty)
  }
}
