import Foundation
import HandoffSchema
import Testing

@testable import handoff

@Suite("handoff compare")
struct CompareCommandTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try folder.add("any.json", #"{"properties": {"seat": {"type": "integer"}}, "required": ["seat"]}"#)
    _ = try folder.add(
      "few.json",
      #"{"properties": {"seat": {"type": "integer", "maximum": 60}}, "required": ["seat"], "type": "object"}"#
    )
    return folder
  }

  @Test func `included, not included with a payload, and the exit status that goes with each`() throws {
    let folder = try folder()
    let narrow = try BuiltTool.run(["compare", "few.json", "any.json"], in: folder.path(""))
    #expect(
      narrow
        == BuiltTool.Outcome(
          status: 0, output: "included: every payload of few.json is accepted by any.json\n", errors: ""))
    let wide = try BuiltTool.run(
      ["compare", "any.json", "few.json", "--format", "json"], in: folder.path(""))
    #expect(wide.status == 1)
    let verdict = try JSONValue(parsing: wide.output)
    #expect(verdict["verdict"] == "notIncluded")
    let witness = try #require(verdict["witness"])
    #expect(
      try Schema(JSONValue(parsing: #"{"properties": {"seat": {"type": "integer"}}, "required": ["seat"]}"#))
        .isValid(witness))
    #expect(verdict["violations"]?.arrayValue?.isEmpty == false)
  }

  @Test func `contracts and agents of a manifest can be compared`() throws {
    let system = "Fixtures/systems/customer-service.json"
    let outcome = try BuiltTool.run(
      "compare", "\(system)#/$defs/question", "\(system)#/contracts/customer.request")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test func `pairs are answered in order, and a broken one does not stop the others`() throws {
    let folder = try TemporaryFolder()
    let lines = """
      {"id": "a", "producer": {"type": "integer"}, "consumer": {"type": "number"}}

      {"id": 2, "producer": {"type": "number"}, "consumer": {"type": "integer"}}
      {"id": "c", "producer": {"minimum": "x"}, "consumer": true}
      nonsense
      {"id": "e", "producer": false, "consumer": false}
      """
    let file = try folder.add("pairs.jsonl", lines)
    let outcome = try BuiltTool.run("compare", "--pairs", file)
    #expect(outcome.status == 2)
    let answers = try outcome.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    #expect(
      answers.map { $0["verdict"] } == ["included", "notIncluded", "undecided", "undecided", "included"])
    #expect(answers.map { $0["id"] } == ["a", 2, "c", nil, "e"])
    let errors = outcome.errors.split(separator: "\n")
    #expect(errors.map { $0.hasPrefix("\(file):4: ") || $0.hasPrefix("\(file):5: ") } == [true, true])
  }

  @Test func `pairs may refer to files, and what is suspicious about schemas is told once`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("below"), withIntermediateDirectories: true)
    _ = try folder.add("below/n.json", #"{"type": "integer", "minmum": 3}"#)
    _ = try folder.add(
      "pairs.jsonl",
      ##"""
      {"id": 1, "producer": {"$ref": "below/n.json"}, "consumer": {"type": "number"}}
      {"id": 2, "producer": {"$ref": "#/$defs/n", "$defs": {"n": {"$ref": "below/n.json"}}}, "consumer": {"maxmum": 3}}
      {"id": 3, "producer": true, "consumer": {"$ref": "below/n.json"}}
      {"id": 4, "producer": {"$ref": "none.json"}, "consumer": true}
      """##)
    let outcome = try BuiltTool.run(["compare", "--pairs", "pairs.jsonl"], in: folder.path(""))
    #expect(outcome.status == 2)
    let answers = try outcome.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    #expect(answers.map { $0["verdict"] } == ["included", "included", "notIncluded", "undecided"])
    let errors = outcome.errors.split(separator: "\n")
    let expected = [
      "pairs.jsonl:2: warning: /consumer/maxmum: \"maxmum\" is no keyword",
      "below/n.json:1:21: warning: /minmum: \"minmum\" is no keyword",
      "pairs.jsonl:4: producer: /$ref: the schema file \"none.json\"",
    ]
    #expect(errors.count == 3, "\(outcome.errors)")
    for (line, start) in zip(errors, expected) { #expect(line.hasPrefix(start), "\(line)") }
  }

  @Test func `warnings about pairs beyond those that are shown are counted`() throws {
    let folder = try TemporaryFolder()
    let pair = #"{"producer": {"maxmum": 3}, "consumer": {"requried": ["a"]}}"#
    let file = try folder.add("pairs.jsonl", String(repeating: pair + "\n", count: 15))
    let outcome = try BuiltTool.run("compare", "--pairs", file)
    let errors = outcome.errors.split(separator: "\n")
    #expect(errors.count == 21)
    #expect(errors.last == "\(file): 10 more warnings about schemas")
  }

  @Test func `a file with an undecided pair is not answered`() throws {
    let folder = try TemporaryFolder()
    // An automaton of this pattern needs a state for each of the last twenty letters.
    let pattern = "^(a|b)*a(a|b){20}$|^b+$"
    let file = try folder.add(
      "pairs.jsonl",
      "{\"producer\": {\"type\": \"string\", \"pattern\": \"^b+$\"}, \"consumer\": {\"pattern\": \"\(pattern)\"}}"
    )
    let outcome = try BuiltTool.run("compare", "--pairs", file)
    #expect(outcome.status == 2)
    #expect(try JSONValue(parsing: outcome.output)["verdict"] == "undecided")
    #expect(outcome.errors == "")
  }

  @Test func `what is missing or makes no sense is said`() throws {
    #expect(
      try BuiltTool.run("compare", "a.json").errors
        == "handoff compare: B is missing; usage: handoff compare [A] [B] [options]\n")
    #expect(
      try BuiltTool.run("compare", "--pairs", "x", "--format", "json").errors
        == "handoff compare: --format has no meaning here: --pairs always writes JSON Lines\n")
    let folder = try TemporaryFolder()
    let schema = try folder.add("s.json", "{\"type\": 3}")
    let outcome = try BuiltTool.run("compare", schema, schema)
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("\(schema):1:10: /type: "), "\(outcome.errors)")
  }

  @Test func `a question that takes too long is undecided, and the limit is said`() throws {
    let folder = try TemporaryFolder()
    // Nine pigeons in eight holes: no search that knows nothing of counting is done with them soon.
    var parts: [String] = []
    for pigeon in 0..<9 {
      func sits(_ who: Int, _ hole: Int) -> String { "\"p\(who)\": {\"const\": \(hole)}" }
      let holes = (0..<8).map { "{\"properties\": {\(sits(pigeon, $0))}, \"required\": [\"p\(pigeon)\"]}" }
      parts.append("{\"anyOf\": [\(holes.joined(separator: ", "))]}")
      for other in 0..<pigeon {
        for hole in 0..<8 {
          let both = "\"required\": [\"p\(pigeon)\", \"p\(other)\"]"
          parts.append("{\"not\": {\"properties\": {\(sits(pigeon, hole)), \(sits(other, hole))}, \(both)}}")
        }
      }
    }
    _ = try folder.add("a.json", "{\"type\": \"object\", \"allOf\": [\(parts.joined(separator: ", "))]}")
    _ = try folder.add("b.json", "false")
    let outcome = try BuiltTool.run(
      ["compare", "a.json", "b.json", "--time-limit", "0.01"], in: folder.path(""))
    #expect(
      outcome
        == BuiltTool.Outcome(
          status: 2,
          output: """
            undecided: time: there was no answer within 0.01 seconds
                tried:       no payload of a.json was found to try

            """, errors: ""))
  }
}
