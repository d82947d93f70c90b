import Foundation
import HandoffSchema
import Testing

@testable import handoff

@Suite("handoff validate --serve")
struct ValidateServeTests {
  private static let system = #"""
    {"handoffSystem": 1, "name": "airline", "entry": "a",
     "contracts": {
       "seat": {"output": {"type": "object", "required": ["seat"], "additionalProperties": false,
                           "properties": {"seat": {"type": "integer", "maximum": 60},
                                          "day": {"type": "string", "format": "date"}}},
                "failures": {"sold_out": {}}}},
     "agents": {"a": {"produces": "seat", "finishes": true}}, "handoffs": []}
    """#

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try folder.add("system.json", Self.system)
    _ = try folder.add(
      "plan.json", #"{"type": "array", "$defs": {"step": {"type": "string", "pattern": "^[a-z]+$"}}}"#)
    return folder
  }

  private func answers(
    to requests: [String], _ options: [String] = ["system.json"]
  ) throws -> [JSONValue] {
    let folder = try folder()
    let outcome = try BuiltTool.run(
      ["validate", "--serve"] + options, input: requests.map { $0 + "\n" }.joined(), in: folder.path(""))
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return try outcome.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
  }

  @Test func `each line is answered by what its payload is, under the name that it gives itself`() throws {
    let found = try answers(to: [
      #"{"id": 7, "contract": "seat", "text": "{\"seat\": 25}"}"#,
      #"{"contract": "seat", "payload": {"seat": 25.0}}"#,
      #"{"id": "b", "contract": "seat", "payload": {"failure": "sold_out"}}"#,
      #"{"contract": "seat", "text": "{\"seat\": \"25\"}"}"#,
      #"{"contract": "seat", "text": "Sure! {}"}"#,
    ])
    #expect(
      found == [
        ["id": 7, "accepted": true], ["accepted": true],
        ["id": "b", "accepted": false, "failure": "sold_out"],
        [
          "accepted": false,
          "violations": [
            [
              "pointer": "/seat", "keyword": "type", "found": #""25" (a string)"#, "allowed": "an integer",
              "hint": "write 25 without quotes",
              "feedback":
                #""/seat" must be an integer, but was "25" (a string) (write 25 without quotes)."#,
            ]
          ],
          "feedback": #""/seat" must be an integer, but was "25" (a string) (write 25 without quotes)."#,
        ],
        [
          "accepted": false,
          "syntax": [
            "message":
              "expected a value, found \"Sure\" (JSON writes texts between double quotes: \"Sure\")",
            "line": 1, "column": 1,
          ],
          "feedback": .string(
            "Answer with one JSON value and nothing around it: no prose, no code fence. At line 1, column 1: expected a"
              + " value, found \"Sure\"."),
        ],
      ])
  }

  @Test func `a line that is no request is answered, too, and the next one is served`() throws {
    let bad = [
      "", "nonsense", "[]", "{}", #"{"contract": "seat"}"#, #"{"contract": 1, "text": "1"}"#,
      #"{"contract": "seat", "text": 1}"#, #"{"contract": "seat", "text": "1", "payload": 1}"#,
      #"{"contract": "seat", "schema": "plan.json", "text": "1"}"#,
      #"{"system": "system.json", "text": "1"}"#,
      #"{"contract": "none", "text": "1"}"#, #"{"contract": "seat", "system": "no.json", "text": "1"}"#,
      #"{"schema": "-", "text": "1"}"#, #"{"schema": "plan.json#/nowhere", "text": "1"}"#,
      #"{"contract": "seat", "txt": "1", "text": "1"}"#, #"{"text": "1"}"#,
      #"{"contract": "seat", "text": "\ud800"}"#, #"{"contract": "seat", "text": "1", "text": "2"}"#,
      "\u{FEFF}{}", String(repeating: "[", count: 2_000),
    ]
    let found = try answers(to: bad + [#"{"contract": "seat", "text": "{\"seat\": 1}"}"#])
    #expect(found.count == bad.count + 1)
    for (line, answer) in zip(bad, found) {
      let isError = answer["error"]?.stringValue?.isEmpty == false && answer["accepted"] == nil
      #expect(isError, "\(line): \(answer)")
    }
    #expect(found.last == ["accepted": true])
  }

  @Test func `a text that names a member twice is refused, whoever speaks of it`() throws {
    let text = #"{\"seat\": 1, \"seat\": 2}"#
    let found = try answers(to: [
      #"{"contract": "seat", "text": "\#(text)"}"#,
      #"{"schema": "plan.json#/$defs/step", "text": "\#(text)"}"#,
    ])
    for answer in found { #expect(answer["violations"]?.arrayValue?.first?["pointer"] == "/seat") }
    #expect(found.count == 2)
  }

  @Test func `a schema is named by the command, by a request, or as a part of a file`() throws {
    #expect(
      try answers(to: [#"{"text": "[]"}"#, #"{"text": "1"}"#], ["plan.json"]).map { $0["accepted"] }
        == [true, false])
    let found = try answers(
      to: [
        #"{"schema": "plan.json#/$defs/step", "payload": "walk"}"#,
        #"{"schema": "plan.json#/$defs/step", "payload": "Walk"}"#,
        #"{"contract": "seat", "system": "system.json", "payload": {"seat": 61}}"#,
      ], [])
    #expect(found.map { $0["accepted"] } == [true, false, false])
  }

  @Test func `formats refuse where they are to`() throws {
    let request = #"{"contract": "seat", "payload": {"seat": 1, "day": "tomorrow"}}"#
    #expect(try answers(to: [request]).map { $0["accepted"] } == [true])
    let strict = try answers(to: [request], ["system.json", "--formats", "assert"])
    #expect(strict.map { $0["accepted"] } == [false])
  }

  @Test func `many violations are cut, and it is said how many`() throws {
    let elements = Array(repeating: "1", count: 150).joined(separator: ",")
    let folder = try folder()
    _ = try folder.add("texts.json", #"{"items": {"type": "string"}}"#)
    let outcome = try BuiltTool.run(
      ["validate", "--serve", "texts.json"], input: "{\"text\": \"[\(elements)]\"}", in: folder.path(""))
    let answer = try JSONValue(parsing: outcome.output)
    #expect(answer["violations"]?.arrayValue?.count == 100 && answer["more"] == 50)
    #expect(answer["feedback"]?.stringValue?.split(separator: "\n").count == 11)
  }

  @Test func `an answer comes before the next request is there`() throws {
    let folder = try folder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: BuiltTool.path)
    process.arguments = ["validate", "--serve", "system.json"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path(""))
    let (requests, answers) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (requests, answers)
    try process.run()
    for seat in [1, 99] {
      try requests.fileHandleForWriting.write(
        contentsOf: Data("{\"contract\": \"seat\", \"payload\": {\"seat\": \(seat)}}\n".utf8))
      // Hangs where nothing is flushed.
      let answer = String(decoding: answers.fileHandleForReading.availableData, as: UTF8.self)
      #expect(answer.hasPrefix("{\"accepted\":\(seat == 1)") && answer.hasSuffix("\n"), "\(answer)")
    }
    try requests.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func `what cannot be served is said before anything is answered`() throws {
    let folder = try folder()
    func errors(_ arguments: String...) throws -> String {
      let outcome = try BuiltTool.run(
        ["validate", "--serve"] + arguments, input: "{}\n", in: folder.path(""))
      #expect(outcome.status == 2 && outcome.output.isEmpty)
      return outcome.errors
    }
    #expect(try errors("none.json") == "none.json: no such file; check the name and the folder\n")
    #expect(
      try errors("system.json", "plan.json")
        == "handoff validate: unexpected argument \"plan.json\"; usage: handoff validate --serve [SCHEMA]"
        + " [options]\n")
    #expect(
      try errors("--lines").hasPrefix("handoff validate: --lines has no meaning here: --serve reads requests")
    )
    #expect(try errors("-").contains("standard input carries the requests"))
  }
}

@Suite("Lines as they come")
struct LineReaderTests {
  private func lines(of text: String, limit: Int = 1_000) throws -> [LineReader.Line] {
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try pipe.fileHandleForWriting.close()
    var reader = LineReader(pipe.fileHandleForReading.fileDescriptor, label: "pipe", lineLimit: limit)
    var lines: [LineReader.Line] = []
    while let line = try reader.next() { lines.append(line) }
    return lines
  }

  private func text(_ text: String) -> LineReader.Line { .text(Array(text.utf8)) }

  @Test func `every line is handed on once, the last one without a line feed, too`() throws {
    #expect(try lines(of: "").isEmpty)
    #expect(try lines(of: "a\n\nb") == [text("a"), text(""), text("b")])
    #expect(try lines(of: "a\nb\n") == [text("a"), text("b")])
  }

  @Test func `a line that is too long is passed over, and nothing else`() throws {
    let long = String(repeating: "x", count: 5)
    #expect(
      try lines(of: "a\n\(long)\nb\n\(long)", limit: 4)
        == [text("a"), .tooLong(limit: 4), text("b"), .tooLong(limit: 4)])
    #expect(try lines(of: "\(long)\n\(long)", limit: 5) == [text(long), text(long)])
  }
}
