import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Drafts from recorded payloads")
struct PayloadSurveyTests {
  private func draft(_ values: [JSONValue], _ detail: PayloadSurvey.Detail = .everything) -> JSONValue {
    var survey = PayloadSurvey()
    for value in values { survey.add(value) }
    return survey.schema(detail)
  }

  @Test(arguments: 0..<40)
  func `everything that was seen keeps the draft`(seed: Int) throws {
    var source = RandomJSON(seed: UInt64(seed))
    let values = (0...seed).map { _ in source.value() }
    for detail in [PayloadSurvey.Detail.types, .everything] {
      let schema = try Schema(draft(values, detail), options: SchemaOptions(formats: .assertion))
      for value in values { #expect(schema.violations(in: value) == [], "\(value)") }
    }
  }

  @Test func `members that some lack are optional, and how many have them is said`() {
    let schema = draft([["a": 1, "b": "x"], ["a": 2]])
    #expect(schema["required"] == ["a"])
    #expect(schema["properties"]?["b"]?["$comment"] == "in 1 of 2")
    #expect(schema["properties"]?["a"] == ["type": "integer"])
  }

  @Test func `bounds and choices need enough values`() {
    let few = draft([1, 5])
    #expect(few == ["type": "integer"])
    let many = draft((1...10).map { .number(JSONNumber($0)) })
    #expect(many == ["type": "integer", "minimum": 1, "maximum": 10])
    let words = (0..<20).map { JSONValue.string($0.isMultiple(of: 2) ? "low" : "high") }
    #expect(draft(words) == ["type": "string", "enum": ["low", "high"]])
    #expect(draft(Array(words.prefix(8))) == ["type": "string"])
    #expect(draft((10..<30).map { .string("n\($0)") }) == ["type": "string", "minLength": 3, "maxLength": 3])
  }

  @Test func `a format is said where every text keeps it`() {
    #expect(draft(["2024-02-29", "2025-01-01"]) == ["type": "string", "format": "date"])
    #expect(draft(["2024-02-29", "2025-02-29"]) == ["type": "string"])
    #expect(draft(["P:1", "x:2"]) == ["type": "string"])
    #expect(draft(["https://a.example/x"])["format"] == "uri")
  }

  @Test func `several types are all allowed, and an integer is a number`() {
    #expect(draft([1, 1.5, nil]) == ["type": ["number", "null"]])
  }

  @Test func `many names of which each is in few objects are those of a map`() throws {
    func scores(_ value: (Int) -> JSONValue) -> [JSONValue] {
      (0..<8).map { row in
        .object(JSONObject((0..<3).map { .init(key: "user\(row * 3 + $0)", value: value(row * 3 + $0)) }))
      }
    }
    let numbers = scores { .number(JSONNumber($0)) }
    #expect(
      draft(numbers) == [
        "type": "object",
        "additionalProperties": [
          "type": "integer", "minimum": 0, "maximum": 23,
          "$comment": "of 24 names, so that the object is taken for a map",
        ],
      ])
    #expect(draft(numbers, .types)["properties"]?.objectValue?.count == 24)
    let objects = scores { $0 < 20 ? ["points": .number(JSONNumber($0))] : ["points": 1, "rank": 2] }
    #expect(draft(objects)["additionalProperties"]?["required"] == ["points"])
    #expect(draft(objects)["additionalProperties"]?["properties"]?["rank"]?["$comment"] == "in 4 of 24")
    // Values of several kinds, and names that most objects have, are members.
    #expect(draft(scores { $0 == 7 ? "x" : 1 })["additionalProperties"] == nil)
    let alike = (0..<8).map { _ in numbers[0] }
    #expect(draft(alike)["required"]?.arrayValue?.count == 3)
    let schema = try Schema(draft(numbers + objects.map { ["more": $0] }))
    #expect(numbers.allSatisfy { schema.isValid($0) })
  }

  @Test func `an object of very many different members is a map`() throws {
    let values = (0..<1_200).map {
      JSONValue.object(JSONObject([.init(key: "k\($0)", value: .number(JSONNumber($0)))]))
    }
    let schema = draft(values)
    #expect(schema["properties"] == nil)
    #expect(schema["additionalProperties"]?["type"] == "integer")
    #expect(
      schema["additionalProperties"]?["$comment"]
        == "of more than 1000 names, so that the object is taken for a map")
    // Where values differ, each is a member.
    let mixed = draft(values + [["other": "text"]])
    #expect(mixed["properties"]?.objectValue?.count == 1_000)
    #expect(mixed["additionalProperties"]?["$comment"] == "of the members beyond the first 1000")
  }

  @Test func `what is nested too deep is left open`() throws {
    var value: JSONValue = "x"
    for _ in 0..<400 { value = [value] }
    let schema = draft([value])
    #expect(try Schema(schema).isValid(value))
    #expect(schema.text().contains("not looked into: deeper than 64 levels"))
  }

  @Test func `failures are drafted apart, by their tag or by what a record says`() {
    var survey = ContractSurvey()
    survey.add(["text": "a"])
    survey.add(["failure": "late", "minutes": 3])
    survey.add(nil, failure: "lost")
    let contract = survey.contract("findings")
    #expect(contract.description == "Drafted from 2 payloads.")
    #expect(contract.failures.map(\.kind) == ["late", "lost"])
    #expect(contract.failures[0].schema?["properties"]?["failure"] == ["const": "late"])
    #expect(contract.failures[1].schema == nil)
    #expect(contract.output["required"] == ["text"])
  }
}
