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

  @Test(arguments: 0..<40)
  func `random schemas get the verdict that they get by themselves`(seed: UInt64) {
    var source = RandomSchema(seed: seed)
    var random = RandomJSON(seed: seed)
    var definitions = JSONObject()
    for name in ["a", "b", "c", "d", "e"] { definitions[name] = source.document() }
    definitions["c"] = ["$ref": .string("#/$defs/\(["a", "b", "d", "x"][random.random.below(4)])")]
    definitions["d"] = ["allOf": [["$ref": .string("#/$defs/\(["a", "e"][random.random.below(2)])")], 1]]
    let (found, expected) = survey(definitions)
    for (one, other) in zip(found, expected) where one != .unknown { #expect(one == other) }
  }

  @Test func `identifiers, anchors and circles are left to compiling`() {
    for extra: JSONValue in [
      ["$id": "https://example.com/a"], ["$anchor": "a", "items": ["$ref": "#a"]], ["$ref": "#/$defs/extra"],
    ] {
      let (found, _) = survey(["a": true, "extra": extra, "b": ["$ref": "#/$defs/extra"]])
      #expect(found.allSatisfy { $0 == .unknown })
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
    let time = ContinuousClock().measure {
      verdicts = SchemaSurvey(of: document, at: pointers).verdicts
    }
    #expect(time < .seconds(5))
    #expect(verdicts.last == .sound)
    #expect(verdicts.first == compiled(document, pointers[0]))
    #expect(verdicts.first != .sound)
  }
}
