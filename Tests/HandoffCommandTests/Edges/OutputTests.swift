import Foundation
import HandoffChecking
import HandoffReports
import HandoffSchema
import Testing

@testable import handoff

@Suite("Output files")
struct OutputTests {
  @Test(arguments: ["s.json", "p.json", "link.json", "hard.json", "./s.json"])
  func `an input is never replaced by the output`(output: String) throws {
    let folder = try TemporaryFolder()
    let schema = try folder.add("s.json", "{\"type\": \"object\"}")
    _ = try folder.add("p.json", "{}")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link.json"), withDestinationPath: "s.json")
    try FileManager.default.linkItem(atPath: schema, toPath: folder.path("hard.json"))
    let outcome = try BuiltTool.run(
      ["validate", "s.json#", "p.json", "--output", output], in: folder.path(""))
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--output \"\(output)\" would replace the input"))
    #expect(folder.text("s.json") == "{\"type\": \"object\"}")
    #expect(folder.text("p.json") == "{}")
  }

  /// A system whose schemas stand in files beside it and in another folder, `further`.
  private func addSystem(to folder: TemporaryFolder) throws {
    for name in ["main", "further"] {
      try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true)
    }
    _ = try folder.add(
      "main/s.json",
      #"""
      {"handoffSystem": 1, "name": "s", "entry": "a",
       "contracts": {"c": {"output": {"$ref": "ext.json"}}},
       "agents": {"a": {"produces": "c", "finishes": true}}}
      """#)
    _ = try folder.add("main/ext.json", #"{"$ref": "../further/deep.json#/$defs/n"}"#)
    _ = try folder.add("further/deep.json", #"{"$defs": {"n": {"type": "integer"}}}"#)
    _ = try folder.add("main/p.json", "1")
    _ = try folder.add("main/pairs.jsonl", #"{"producer": {"$ref": "ext.json"}, "consumer": true}"#)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("main/link.json"), withDestinationPath: "../further/deep.json")
  }

  @Test(arguments: [
    ["audit", "s.json"], ["check", "s.json"], ["route", "s.json", "a", "--payload", "p.json"],
    ["diff", "s.json", "s.json"], ["diff", "s.json#/contracts/c", "ext.json"],
    ["compare", "s.json#/contracts/c", "s.json#/contracts/c"], ["validate", "s.json#/contracts/c", "p.json"],
    ["compare", "--pairs", "pairs.jsonl"],
  ])
  func `a file that is read by reference is never replaced by the output`(command: [String]) throws {
    let folder = try TemporaryFolder()
    try addSystem(to: folder)
    let files = ["main/ext.json", "further/deep.json"]
    let before = files.map { folder.text($0) }
    func names() throws -> [String] {
      try FileManager.default.subpathsOfDirectory(atPath: folder.path("")).sorted()
    }
    let namesBefore = try names()
    for output in ["ext.json", "../further/deep.json", "link.json"] {
      let outcome = try BuiltTool.run(
        command + ["--schema-root", "../further", "--output", output], in: folder.path("main"))
      #expect(outcome.status == 2)
      #expect(
        outcome.errors.contains("--output \"\(output)\" would replace the input"),
        "\(outcome.output)\(outcome.errors)")
      #expect(files.map { folder.text($0) } == before)
      #expect(try names() == namesBefore)
    }
  }

  @Test func `another file, also one that is there, is written`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("s.json", "{}")
    _ = try folder.add("p.json", "{}")
    _ = try folder.add("old.txt", "old")
    let outcome = try BuiltTool.run(
      ["validate", "s.json", "p.json", "--output", "old.txt"], in: folder.path(""))
    #expect(outcome == BuiltTool.Outcome(status: 0, output: "", errors: ""))
    #expect(folder.text("old.txt") == "1 payload: 1 valid\n")
  }

  @Test func `a named pipe that nobody writes to is told in time`() throws {
    let folder = try TemporaryFolder()
    let name = folder.path("pipe")
    #expect(mkfifo(name, 0o600) == 0)
    let patience = Duration.milliseconds(200)
    let error = #expect(throws: FileError.self) {
      try InputFile.read(name, expected: "a payload", patience: patience)
    }
    #expect(error == FileError(file: name, .noPeer(isRead: true, patience: patience)))
  }

  @Test(arguments: [["check", "pipe"], ["check", "s.json", "--output", "pipe"]])
  func `a check waits for a named pipe as long as for a consumer`(command: [String]) throws {
    let folder = try TemporaryFolder()
    _ = try folder.add(
      "s.json",
      #"{"handoffSystem": 1, "name": "s", "entry": "a", "agents": {"a": {"finishes": true}}}"#)
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    let outcome = try BuiltTool.run(command + ["--timeout", "0.2"], in: folder.path(""))
    #expect(outcome.status == 2)
    let verb = command.contains("--output") ? "reads" : "writes to"
    #expect(outcome.errors == "pipe: a named pipe that nobody \(verb); waited 0.2 seconds\n")
  }

  @Test func `a named pipe that somebody writes to is read`() throws {
    let folder = try TemporaryFolder()
    let name = folder.path("pipe")
    #expect(mkfifo(name, 0o600) == 0)
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    writer.arguments = ["-c", "printf '{}' > \"$1\"", "sh", name]
    try writer.run()
    #expect(try InputFile.read(name, expected: "a payload") == Array("{}".utf8))
    writer.waitUntilExit()
  }

  @Test func `a long text is cut in a report, with its length`() {
    let text = String(repeating: "é", count: 1_000_000)
    #expect(
      TerminalText.excerpt(text) == String(repeating: "é", count: 500) + "… (1,000,000 characters in all)")
    #expect(TerminalText.excerpt("short") == "short")
    let reported = TerminalText.reported(text)
    #expect(reported == String(repeating: "é", count: 32_768) + "… (2000000 bytes in all)")
    #expect(TerminalText.reported("short") == "short")
  }
}
