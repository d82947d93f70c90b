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

  @Test func `an object of very many different members is a map`() throws {
    let values = (0..<1_200).map {
      JSONValue.object(JSONObject([.init(key: "k\($0)", value: .number(JSONNumber($0)))]))
    }
    let schema = draft(values)
    #expect(schema["properties"]?.objectValue?.count == 1_000)
    #expect(schema["additionalProperties"]?["type"] == "integer")
    #expect(schema["additionalProperties"]?["$comment"] == "of the members beyond the first 1000")
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
