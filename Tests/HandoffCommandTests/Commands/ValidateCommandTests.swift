import Foundation
import HandoffSchema
import Testing

@testable import handoff

@Suite("handoff validate")
struct ValidateCommandTests {
  private let schema = #"""
    {"type": "object", "properties": {"seat": {"type": "integer"}}, "required": ["seat"],
     "$defs": {"name part": {"type": "string"}}}
    """#

  @Test func `payloads are told apart, with file, line and column`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("s.json", schema)
    _ = try folder.add("good.json", #"{"seat": 25}"#)
    _ = try folder.add("bad.json", "{\n  \"seat\": \"25\"\n}")
    _ = try folder.add("broken.json", "{\n  \"seat\": \n}")
    let good = try BuiltTool.run(["validate", "s.json", "good.json"], in: folder.path(""))
    #expect(good == BuiltTool.Outcome(status: 0, output: "1 payload: 1 valid\n", errors: ""))
    let all = try BuiltTool.run(
      ["validate", "s.json", "good.json", "bad.json", "broken.json"], in: folder.path(""))
    #expect(all.status == 1)
    #expect(
      all.output == """
        bad.json:2:11: /seat: expected an integer, found "25" (a string); write 25 without quotes [type]
          2 |   "seat": "25"
            |           ^~~~
        broken.json:3:1: not JSON: expected a value, found "}"
          3 | }
            | ^
        3 payloads: 1 valid, 1 invalid, 1 not JSON

        """)
  }

  @Test func `what is suspicious about a schema is said and changes nothing`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("s.json", "{\"type\": \"object\",\n  \"requried\": [\"seat\"]}")
    _ = try folder.add("p.json", "{}")
    let warning =
      "s.json:2:3: warning: /requried: \"requried\" is no keyword of JSON Schema and says nothing; did you mean"
      + " \"required\"?\n"
    let folderPath = folder.path("")
    #expect(
      try BuiltTool.run(["validate", "s.json", "p.json"], in: folderPath)
        == BuiltTool.Outcome(status: 0, output: "1 payload: 1 valid\n", errors: warning))
    #expect(try BuiltTool.run(["compare", "s.json", "s.json"], in: folderPath).errors == warning + warning)
    #expect(try BuiltTool.run(["diff", "s.json", "s.json"], in: folderPath).errors == warning + warning)
    _ = try folder.add(
      "system.json",
      #"""
      {"handoffSystem": 1, "name": "s", "entry": "a", "contracts": {"c": {"version": "1.0.0", "output": {"$ref": "#/$defs/d"}}},
       "agents": {"a": {"produces": "c", "finishes": true}}, "handoffs": [], "$defs": {"d": {"type": "string", "items": {}}}}
      """#)
    let nested =
      "system.json:2:106: warning: /$defs/d/items: \"items\" says nothing beside \"type\": \"string\"; it needs"
      + " \"array\"\n"
    #expect(
      try BuiltTool.run(["validate", "system.json#/contracts/c", "p.json"], in: folderPath).errors == nested)
    #expect(
      try BuiltTool.run(["diff", "system.json", "system.json"], in: folderPath).errors == nested + nested)
  }

  @Test func `text that is no JSON is a finding`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("s.json", schema)
    _ = try folder.add("broken.json", "{")
    #expect(try BuiltTool.run(["validate", "s.json", "broken.json"], in: folder.path("")).status == 1)
  }

  @Test func `a file that cannot be read does not keep the others from being looked at`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("s.json", schema)
    _ = try folder.add("good.json", #"{"seat": 25}"#)
    let outcome = try BuiltTool.run(["validate", "s.json", "no.json", "good.json"], in: folder.path(""))
    #expect(outcome.status == 2)
    #expect(outcome.output == "1 payload: 1 valid\n")
    #expect(outcome.errors == "no.json: no such file; check the name and the folder\n")
  }

  @Test func `a place in a schema and a contract of a manifest are schemas too`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("s.json", schema)
    _ = try folder.add("text.json", "\"x\"")
    for place in ["s.json#/$defs/name part", "s.json#/$defs/name%20part"] {
      #expect(try BuiltTool.run(["validate", place, "text.json"], in: folder.path("")).status == 0)
    }
    let lost = try BuiltTool.run(["validate", "s.json#/nowhere", "text.json"], in: folder.path(""))
    #expect(lost.status == 2)
    #expect(
      lost.errors
        == "s.json#/nowhere: the part after # leads nowhere; "
        + "write a JSON Pointer, such as #/contracts/NAME or #/$defs/NAME\n"
    )
    let system = "Fixtures/systems/customer-service.json"
    let answer = #"{"answer": "One bag.", "topic": "baggage"}"#
    #expect(
      try BuiltTool.run("validate", "\(system)#/contracts/faq.answer", "-", input: answer).status == 0)
    #expect(
      try BuiltTool.run("validate", "\(system)#/contracts/seat.booking", "-", input: answer).status == 1)
    #expect(
      try BuiltTool.run("validate", "\(system)#/contracts/nothing", "-", input: answer).errors
        == "\(system)#/contracts/nothing: the part after # leads nowhere; "
        + #"the contracts are "customer.request", "faq.answer", "seat.booking""# + "\n"
    )
  }

  @Test func `a schema that cannot be compiled is refused with its place`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("s.json", "{\n  \"minimum\": \"3\"\n}")
    let outcome = try BuiltTool.run(["validate", "s.json", "s.json"], in: folder.path(""))
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("s.json:2:14: /minimum: "), "\(outcome.errors)")
  }

  @Test func `lines keep their order and their numbers across chunks`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("s.json", schema)
    let padding = String(repeating: " ", count: 300)
    var text = ""
    var wrong: [Int] = []
    // Several chunks of a megabyte, with blank lines, a line break of two characters and no end of the last line.
    for number in 1...12_000 {
      switch number % 1_000 {
      case 0: text += "\n"
      case 500:
        text += "{\"seat\": \"x\"}\(padding)\r\n"
        wrong.append(number)
      default: text += "{\"seat\": \(number)}\(padding)\n"
      }
    }
    text += "nonsense"
    wrong.append(12_001)
    _ = try folder.add("l.jsonl", text)
    let outcome = try BuiltTool.run(["validate", "s.json", "--lines", "l.jsonl"], in: folder.path(""))
    #expect(outcome.status == 1)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.dropLast().map { $0.split(separator: ":")[1] } == wrong.map { Substring(String($0)) })
    #expect(lines.last == "11,989 payloads: 11,976 valid, 12 invalid, 1 not JSON")
    let piped = try BuiltTool.run(["validate", "s.json", "--lines", "-"], input: text, in: folder.path(""))
    #expect(
      piped.output
        == outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map {
          $0.hasPrefix("l.jsonl") ? "standard input" + $0.dropFirst(7) : String($0)
        }.joined(separator: "\n"))
  }

  @Test func `a line longer than a chunk is one payload`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("s.json", "{\"type\": \"string\", \"minLength\": 3000000}")
    let long = "\"" + String(repeating: "x", count: 3_000_000) + "\""
    let outcome = try BuiltTool.run(
      ["validate", "s.json", "--lines", "-"], input: "\"short\"\n\(long)\n\"short\"", in: folder.path(""))
    #expect(outcome.output.hasSuffix("3 payloads: 1 valid, 2 invalid\n"))
  }

  @Test func `the JSON result is one document`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("s.json", schema)
    let outcome = try BuiltTool.run(
      ["validate", "s.json", "--lines", "-", "--format", "json"], input: "{\"seat\":1}\n{}\n[",
      in: folder.path(""))
    #expect(outcome.status == 1)
    let value = try JSONValue(parsing: outcome.output)
    #expect(value["summary"] == ["valid": 1, "invalid": 1, "notJSON": 1])
    #expect(value["results"]?.arrayValue?.map { $0["line"] } == [2, 3])
    #expect(value["complete"] == true)
  }

  @Test func `an empty JSON Lines file has no payloads`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("s.json", schema)
    _ = try folder.add("l.jsonl", "")
    let outcome = try BuiltTool.run(["validate", "s.json", "--lines", "l.jsonl"], in: folder.path(""))
    #expect(outcome == BuiltTool.Outcome(status: 0, output: "0 payloads: 0 valid\n", errors: ""))
  }

  @Test func `a payload of which nobody can tell is undecided, and that is no pass`() throws {
    let folder = try TemporaryFolder()
    let schema = try folder.add(
      "s.json", #"{"type": "object", "properties": {"a": {"pattern": "^(.)\\1$"}}}"#)
    let open = try folder.add("open.json", #"{"a": "xx"}"#)
    let fine = try folder.add("fine.json", #"{"b": 1}"#)
    let wrong = try folder.add("wrong.json", "3")
    let both = try BuiltTool.run(["validate", schema, open, fine])
    #expect(both.status == 2)
    #expect(both.output.hasSuffix("2 payloads: 1 valid, 1 undecided\n"))
    #expect(try BuiltTool.run(["validate", schema, fine]).status == 0)
    #expect(try BuiltTool.run(["validate", schema, wrong]).status == 1)
    let json = try JSONValue(parsing: BuiltTool.run(["validate", schema, open, "--format", "json"]).output)
    #expect(json["summary"]?["undecided"] == 1 && json["complete"] == false)
  }
}
