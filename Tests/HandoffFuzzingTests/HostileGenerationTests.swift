import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffFuzzing

/// Bounds of time are about ten times what an optimised build takes.
@Suite("Hostile generation")
struct HostileGenerationTests {
  private func outcome(_ json: JSONValue, cases: Int = 50) throws -> (
    payloads: [JSONValue], reasons: Set<String>
  ) {
    let (payloads, shortfalls) = PayloadGenerator(try Schema(json)).payloads(count: cases, seed: 1)
    return (payloads, Set(shortfalls.map(\.reason)))
  }

  @Test(
    arguments: [
      [
        "type": "array", "uniqueItems": true, "minItems": 40, "maxItems": 40,
        "items": ["type": "integer", "minimum": 0, "maximum": 60, "multipleOf": 3],
        "contains": ["multipleOf": 7], "minContains": 2, "maxContains": 2,
      ],
      ["type": "object", "properties": ["a": ["$ref": "#"]], "required": ["a"]],
      ["type": "integer", "minimum": 1, "maximum": 9, "multipleOf": 10],
      ["allOf": [["pattern": "^a+$"], ["pattern": "^b+$"]], "type": "string"],
    ] as [JSONValue])
  func `what is known to be empty is not searched`(schema: JSONValue) throws {
    let time = try ThreadClock().measure {
      let (payloads, reasons) = try outcome(schema)
      #expect(payloads == [])
      #expect(reasons == ["no payload satisfies the schema"])
    }
    #expect(time < .seconds(5))
    let builder = CaseBuilder(try Schema(schema))
    let target = MutationTarget(builder.plan.graph.root, .wrongType)
    let broken = ThreadClock().measure {
      for index in 0..<50 {
        let error = #expect(throws: DeadEnd.self) {
          try builder.broken(at: target, index: index, random: SplitMix64(seed: 1, stream: "", index: index))
        }
        #expect(error == .contradiction("no payload satisfies the schema"))
      }
    }
    #expect(broken < .seconds(5))
  }

  @Test func `a pattern that asks for thousands of letters of any script gives payloads`() throws {
    let builder = CaseBuilder(try Schema(["type": "string", "pattern": #"^\p{L}{5000}\p{Lu}*$"#]))
    let time = try ThreadClock().measure {
      for index in 0..<(Laws.areWhole ? 3 : 1) {
        let built = try builder.valid(index: index, random: SplitMix64(seed: 1, stream: "", index: index))
        #expect((built.payload.stringValue?.unicodeScalars.count ?? 0) >= 5_000)
        #expect(built.choices.count < 2_000)
      }
    }
    #expect(time < .seconds(60))
  }

  @Test func `hundreds of patterns that are too much together are told, and only once looked at`() throws {
    let patterns = (0..<(Laws.areWhole ? 200 : 100)).map { number -> JSONValue in
      let letter = String(Unicode.Scalar(0x61 + UInt8(number % 26)))
      return ["pattern": .string("^.*\(letter)\(number / 26).*a")]
    }
    let time = try ThreadClock().measure {
      let (payloads, reasons) = try outcome(["type": "string", "allOf": .array(patterns)])
      #expect(payloads == [])
      #expect(reasons.count == 1)
      #expect(reasons.first?.hasPrefix("a pattern cannot be sampled: the automaton needs more than ") == true)
    }
    #expect(time < .seconds(20))
  }

  @Test(arguments: Laws.sample([60, 20], every: 2))
  func `a payload that doubles at each level meets a cap once`(levels: Int) throws {
    var definitions = JSONObject()
    for level in 0..<levels {
      let next: JSONValue = ["$ref": .string("#/$defs/d\(level + 1)")]
      definitions["d\(level)"] = [
        "type": "object", "properties": ["a": next, "b": next], "required": ["a", "b"],
      ]
    }
    definitions["d\(levels)"] = ["type": "integer"]
    let time = try ThreadClock().measure {
      let (payloads, reasons) = try outcome(["$ref": "#/$defs/d0", "$defs": .object(definitions)])
      #expect(payloads == [])
      #expect(reasons == ["the schema takes more than \(PayloadBuilder.stepLimit) steps to build a payload"])
    }
    #expect(time < .seconds(20))
  }

  /// Schemas that building by trial alone would never meet, each within its bound for one payload.
  private static let constructed: [String: JSONValue] = {
    let primes = (2..<800).filter { number in (2..<number).allSatisfy { number % $0 != 0 } }
    let chain = (0..<400).map { ("p\($0)", "p\($0 + 1)") }
    let long = (0..<700).map { ("p\($0)", "p\($0 + 1)") }
    return [
      "no multiple of a hundred primes": [
        "type": "integer", "allOf": .array(primes.map { ["not": ["multipleOf": .number(JSONNumber($0))]] }),
      ],
      "a long chain of required members": [
        "type": "object", "required": ["p0"],
        "dependentRequired": .object(
          JSONObject(chain.map { JSONObject.Member(key: $0, value: [.string($1)]) })),
      ],
      "a long chain of schemas": [
        "type": "object", "required": ["p0"],
        "dependentSchemas": .object(
          JSONObject(chain.map { JSONObject.Member(key: $0, value: ["required": [.string($1)]]) })),
      ],
      "a long chain of required members, backwards": [
        "type": "object", "required": ["p0"],
        "dependentRequired": .object(
          JSONObject(long.reversed().map { JSONObject.Member(key: $0, value: [.string($1)]) })),
      ],
      "a longer chain of schemas": [
        "type": "object", "required": ["p0"],
        "dependentSchemas": .object(
          JSONObject(long.map { JSONObject.Member(key: $0, value: ["required": [.string($1)]]) })),
      ],
      "members that may each ask for another": [
        "type": "object",
        "properties": .object(
          JSONObject(long.map { name, _ in JSONObject.Member(key: name, value: ["type": "integer"]) })),
        "dependentRequired": .object(
          JSONObject(long.reversed().map { JSONObject.Member(key: $0, value: [.string($1)]) })),
      ],
      "a hundred elements that must be there": [
        "type": "array",
        "allOf": .array((0..<100).map { ["contains": ["const": .number(JSONNumber($0))]] }),
      ],
      "sixty-three elements that must be there": [
        "type": "array",
        "allOf": .array((0..<63).map { ["contains": ["const": .number(JSONNumber($0))]] }),
      ],
      "a pattern that counts": ["type": "string", "pattern": "^([a-z]{3,500}-){100}$"],
      "a pattern that remembers": ["type": "string", "pattern": "(a|b)*a(a|b){18}"],
      "many conditions": [
        "type": "object", "required": ["a"], "properties": ["a": ["type": "integer"]],
        "allOf": .array(
          (0..<100).map { number in
            let value: JSONValue = .number(JSONNumber(number))
            return [
              "if": ["properties": ["a": ["const": value]]], "then": ["required": [.string("b\(number)")]],
            ]
          }),
      ],
      "branches that overlap": [
        "oneOf": .array(
          (0..<40).map { ["type": "object", "properties": .object(["k\($0)": ["type": "integer"]])] })
      ],
      "bounds that overlap": [
        "oneOf": .array((0..<40).map { ["type": "integer", "minimum": .number(JSONNumber($0))] })
      ],
    ]
  }()

  @Test(arguments: Laws.sample(Self.constructed.keys.sorted(), every: 3))
  func `what has to be built is built`(name: String) throws {
    let schema = try Schema(#require(Self.constructed[name]))
    let generator = PayloadGenerator(schema)
    let time = ThreadClock().measure {
      let health = generator.health(count: Laws.areWhole ? 6 : 2)
      #expect(health.isComplete && !health.isEmpty, "\(health)")
    }
    // One second each in an optimised build.
    #expect(time < .seconds(60))
  }

  @Test(
    arguments: [
      ["not": ["properties": ["a": ["type": "string"], "b": ["minimum": 3]]]],
      [
        "not": [
          "anyOf": [
            ["type": "integer"], ["type": "object", "required": ["x", "y"]],
            ["type": "string", "pattern": "^a"],
          ]
        ]
      ],
      ["type": "array", "not": ["items": ["type": "integer"], "uniqueItems": true]],
      ["type": "object", "not": ["additionalProperties": ["type": "boolean"], "maxProperties": 3]],
      ["not": ["if": ["type": "string"], "then": ["minLength": 2], "else": ["type": "null"]]],
    ] as [JSONValue])
  func `what a schema excludes is turned into many payloads`(schema: JSONValue) throws {
    let health = PayloadGenerator(try Schema(schema)).health(count: 60)
    #expect(health.made == 60, "\(health)")
    #expect(health.distinct > 12, "\(health)")
  }

  @Test func `the keyword that defeats a schema is named in its health`() throws {
    // Only one of 2⁴⁰ combinations of branches can be met, and nothing says so before the last is chosen.
    let branches = (0..<40).map { number -> JSONValue in
      [
        "anyOf": [
          ["type": "object", "required": [.string("a\(number)")], "maxProperties": 20],
          ["type": "object", "required": [.string("b\(number)")], "minProperties": 15],
        ]
      ]
    }
    let health = PayloadGenerator(try Schema(["type": "object", "allOf": .array(branches)])).health(count: 3)
    #expect(!health.isComplete)
    #expect(
      health.obstacles == [
        GenerationHealth.Obstacle(
          reason: #""required" asks for more members than "maxProperties" allows"#, payloads: 3)
      ])
    #expect(health.description.contains("3 times:"))
  }

  @Test func `arrays at the third level have elements from the first rounds on`() throws {
    let schema = try Schema([
      "type": "object", "required": ["a"],
      "properties": [
        "a": [
          "type": "object", "required": ["b"],
          "properties": [
            "b": [
              "type": "object", "required": ["list"],
              "properties": [
                "list": [
                  "type": "array", "items": ["type": "object", "properties": ["x": ["type": "integer"]]],
                ]
              ],
            ]
          ],
        ]
      ],
    ])
    let lists = PayloadGenerator(schema).payloads(count: 12, seed: 1).payloads
      .compactMap { $0["a"]?["b"]?["list"]?.arrayValue }
    #expect(lists.contains { !$0.isEmpty })
    #expect(lists.contains { $0.contains { $0["x"] != nil } })
  }

  @Test func `strange values are likely`() throws {
    let texts = PayloadGenerator(try Schema(["type": "array", "minItems": 2, "items": ["type": "string"]]))
      .payloads(count: 400, seed: 1).payloads.flatMap { $0.arrayValue ?? [] }.compactMap(\.stringValue)
    #expect(texts.contains(""))
    #expect(texts.contains { $0.hasSuffix("\n") })
    #expect(texts.contains { $0.unicodeScalars.contains("\u{301}") })
    #expect(texts.contains { $0.unicodeScalars.contains { (0x590...0x6FF).contains($0.value) } })
    #expect(texts.contains { $0.unicodeScalars.contains { (0x400...0x4FF).contains($0.value) } })
    #expect(texts.contains { $0.unicodeScalars.contains { $0.value > 0xFFFF } })
    #expect(texts.contains { $0.unicodeScalars.count > 250 })
    let pairs = PayloadGenerator(
      try Schema([
        "type": "array", "minItems": 2, "maxItems": 2, "items": ["type": "string", "minLength": 2],
      ]))
    #expect(
      pairs.payloads(count: 60, seed: 1).payloads.contains { $0.arrayValue?.first == $0.arrayValue?.last })
    let numbers = PayloadGenerator(try Schema(["type": "number"])).payloads(count: 400, seed: 1).payloads
      .map { $0.text() }
    #expect(Set(numbers).isSuperset(of: ["0", "-0", "9007199254740993", "9007199254740991"]))
  }
}
