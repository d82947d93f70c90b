import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Survey of schemas")
struct SchemaSurveyTests {
  private func compiled(_ document: JSONValue, _ pointer: JSONPointer) -> SchemaSurvey.Verdict {
    do throws(SchemaError) {
      _ = try Schema(document: document, at: pointer)
      return .sound
    } catch {
      return .broken(error)
    }
  }

  private func survey(_ definitions: JSONObject) -> (found: [SchemaSurvey.Verdict], [SchemaSurvey.Verdict]) {
    let document: JSONValue = ["$defs": .object(definitions)]
    let pointers = definitions.keys.map { JSONPointer(tokens: ["$defs", $0]) }
    return (
      SchemaSurvey(of: document, at: pointers).verdicts, pointers.map { compiled(document, $0) }
    )
  }

  @Test func `each schema gets the verdict that it gets by itself`() {
    let (found, expected) = survey([
      "sound": ["type": "object", "properties": ["a": ["$ref": "#/$defs/word"]]],
      "word": ["type": "string"],
      "broken": ["type": "strnig"],
      "refers": ["items": ["$ref": "#/$defs/broken"]],
      "alsoBroken": ["minimum": "1", "allOf": [["$ref": "#/$defs/refers"]]],
      "nowhere": ["$ref": "#/$defs/none"],
      "tree": ["properties": ["next": ["$ref": "#/$defs/tree"]]],
      "number": 1,
    ])
    #expect(found == expected)
  }

  @Test func `random schemas get the verdict that they get by themselves`() {
    var known = (sound: 0, broken: 0)
    for seed in 0..<40 as Range<UInt64> {
      let (found, expected) = surveyOfRandomSchemas(seed: seed)
      #expect(found.count == expected.count)
      for (one, other) in zip(found, expected) where one != .unknown {
        #expect(one == other, "seed \(seed)")
        if one == .sound { known.sound += 1 } else { known.broken += 1 }
      }
    }
    // A survey that knows nothing is never wrong.
    #expect(known.sound > 20 && known.broken > 40, "\(known)")
  }

  private func surveyOfRandomSchemas(
    seed: UInt64
  ) -> (found: [SchemaSurvey.Verdict], [SchemaSurvey.Verdict]) {
    var source = RandomSchema(seed: seed)
    var random = RandomJSON(seed: seed)
    var definitions = JSONObject()
    for name in ["a", "b", "c", "d", "e"] { definitions[name] = source.document() }
    definitions["c"] = ["$ref": .string("#/$defs/\(["a", "b", "d", "x"][random.random.below(4)])")]
    definitions["d"] = ["allOf": [["$ref": .string("#/$defs/\(["a", "e"][random.random.below(2)])")], 1]]
    return survey(definitions)
  }

  @Test func `identifiers, anchors and circles are left to compiling`() {
    for extra: JSONValue in [
      ["$id": "https://example.com/a"], ["$anchor": "a", "items": ["$ref": "#a"]], ["$ref": "#/$defs/extra"],
    ] {
      let (found, _) = survey(["a": true, "extra": extra, "b": ["$ref": "#/$defs/extra"]])
      #expect(found == [.unknown, .unknown, .unknown])
    }
  }

  @Test func `a chain of thousands of definitions is read once`() {
    let count = 5_000
    var definitions = JSONObject()
    for index in 0..<count { definitions["d\(index)"] = ["$ref": .string("#/$defs/d\(index + 1)")] }
    definitions["d\(count)"] = ["type": "integer"]
    let document: JSONValue = ["$defs": .object(definitions)]
    let pointers = definitions.keys.map { JSONPointer(tokens: ["$defs", $0]) }
    var verdicts: [SchemaSurvey.Verdict] = []
    let time = ThreadClock().measure {
      verdicts = SchemaSurvey(of: document, at: pointers).verdicts
    }
    #expect(time < .seconds(5))
    #expect(verdicts.last == .sound)
    #expect(verdicts.first == compiled(document, pointers[0]))
    #expect(verdicts.first != .sound)
  }
}
