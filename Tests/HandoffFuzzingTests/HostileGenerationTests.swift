import HandoffSchema
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
    let time = try ContinuousClock().measure {
      let (payloads, reasons) = try outcome(schema)
      #expect(payloads == [])
      #expect(reasons == ["no payload satisfies the schema"])
    }
    #expect(time < .seconds(5))
    let builder = CaseBuilder(try Schema(schema))
    let target = MutationTarget(builder.plan.graph.root, .wrongType)
    let broken = ContinuousClock().measure {
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
    let time = try ContinuousClock().measure {
      for index in 0..<3 {
        let built = try builder.valid(index: index, random: SplitMix64(seed: 1, stream: "", index: index))
        #expect((built.payload.stringValue?.unicodeScalars.count ?? 0) >= 5_000)
        #expect(built.choices.count < 2_000)
      }
    }
    #expect(time < .seconds(20))
  }

  @Test func `hundreds of patterns that are too much together are told, and only once looked at`() throws {
    let patterns = (0..<200).map { number -> JSONValue in
      let letter = String(Unicode.Scalar(0x61 + UInt8(number % 26)))
      return ["pattern": .string("^.*\(letter)\(number / 26).*a")]
    }
    let time = try ContinuousClock().measure {
      let (payloads, reasons) = try outcome(["type": "string", "allOf": .array(patterns)])
      #expect(payloads == [])
      #expect(reasons.count == 1)
      #expect(reasons.first?.hasPrefix("a pattern cannot be sampled: the automaton needs more than ") == true)
    }
    #expect(time < .seconds(20))
  }

  @Test(arguments: [20, 60])
  func `a payload that doubles at each level meets a cap once`(levels: Int) throws {
    var definitions = JSONObject()
    for level in 0..<levels {
      let next: JSONValue = ["$ref": .string("#/$defs/d\(level + 1)")]
      definitions["d\(level)"] = [
        "type": "object", "properties": ["a": next, "b": next], "required": ["a", "b"],
      ]
    }
    definitions["d\(levels)"] = ["type": "integer"]
    let time = try ContinuousClock().measure {
      let (payloads, reasons) = try outcome(["$ref": "#/$defs/d0", "$defs": .object(definitions)])
      #expect(payloads == [])
      #expect(reasons == ["the schema takes more than \(PayloadBuilder.stepLimit) steps to build a payload"])
    }
    #expect(time < .seconds(20))
  }
}
