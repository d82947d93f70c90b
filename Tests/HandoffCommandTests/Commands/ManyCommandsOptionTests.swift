import Foundation
import HandoffChecking
import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import handoff

@Suite("Options of many commands")
struct ManyCommandsOptionTests {
  private static let manifest = #"""
    {"handoffSystem": 1, "name": "desk", "entry": "a",
     "agents": {"a": {"finishes": true}}, "handoffs": []}
    """#

  private func run(
    _ words: [String], isTerminal: Bool = false, variables: [String] = []
  ) async -> (status: ToolStatus, output: String, errors: String) {
    let (output, errors) = (MemorySink(isTerminal: isTerminal), MemorySink())
    let surroundings = Surroundings(
      output: output, errors: errors, environment: variables, folder: Here.root.path)
    let status = await CommandLineTool.run(words, in: surroundings)
    return (status, output.text, errors.text)
  }

  @Test(arguments: [
    ("auto", false, [], false), ("auto", true, [], true), ("auto", true, ["NO_COLOR=1"], false),
    ("always", false, [], true), ("always", false, ["NO_COLOR=1"], true), ("never", true, [], false),
  ])
  func `colour is as the command line says`(
    choice: String, isTerminal: Bool, variables: [String], expected: Bool
  ) async throws {
    let folder = try TemporaryFolder()
    let file = try folder.add("system.json", Self.manifest)
    for command in ["audit", "plan", "stores"] {
      let outcome = await run(
        [command, file, "--color", choice], isTerminal: isTerminal, variables: variables)
      guard command != "stores" else { continue }
      #expect(outcome.output.contains("\u{1B}[") == expected, "\(command): \(outcome.output)")
    }
  }

  @Test func `a quiet run tells only what is wrong`() async throws {
    let folder = try TemporaryFolder()
    let file = try folder.add("system.json", Self.manifest)
    let clean = await run(["audit", file, "--quiet"])
    #expect((clean.status, clean.output, clean.errors) == (.clean, "", ""))
    let wrong = await run(["audit", file, "-q", "--fail-on", "note"])
    #expect(wrong.status == .findings)
    #expect(wrong.output == (await run(["audit", file, "--fail-on", "note"])).output)
    let written = folder.path("r.txt")
    _ = await run(["audit", file, "-q", "--output", written])
    #expect(folder.text("r.txt")?.contains("desk (") == true)
    #expect(await run(["audit", file, "-q", "--format", "json"]).output.hasPrefix("{\n"))
  }

  @Test func `a quiet checklist and a quiet verification print what is not clean, and nothing else`()
    async throws
  {
    let folder = try TemporaryFolder()
    let manifest = try folder.add("desk.json", Self.manifest)
    let complete = try folder.add("complete.json", SampleSystem.complete.manifest.text(.pretty))
    let declared = try folder.add("declared.jsonl", #"{"trace": "1", "from": "a", "to": null}"# + "\n")
    let undeclared = try folder.add("undeclared.jsonl", #"{"trace": "1", "from": "a", "to": "b"}"# + "\n")
    for words in [["checklist", complete], ["verify", manifest, declared]] {
      let (loud, quiet) = (await run(words), await run(words + ["-q"]))
      #expect(loud.status == .clean && !loud.output.isEmpty, "\(words): \(loud)")
      #expect((quiet.status, quiet.output, quiet.errors) == (.clean, "", ""), "\(words)")
    }
    for words in [["checklist", manifest], ["verify", manifest, undeclared]] {
      let (loud, quiet) = (await run(words), await run(words + ["-q"]))
      #expect(quiet.status == .findings && quiet.output == loud.output && !quiet.output.isEmpty, "\(words)")
    }
  }

  @Test func `progress is shown unless somebody wants none`() {
    for (isShown, expected) in [(true, "\r\u{1B}[K1 of 2"), (false, "")] {
      let screen = MemorySink(isTerminal: true)
      var surroundings = Surroundings(output: MemorySink(), errors: screen)
      surroundings.showsProgress = isShown
      Progress(in: surroundings).show("1 of 2")
      #expect(screen.text == expected)
    }
  }

  @Test func `a format or contract that is mistyped suggests the nearest`() async throws {
    #expect(
      await run(["audit", "x", "--format", "jsn"]).errors.hasSuffix("found \"jsn\"; did you mean \"json\"?\n")
    )
    let file = "\(Here.root.path)/Fixtures/systems/customer-service.json"
    let outcome = await run(["generate", "\(file)#/contracts/customer.requst"])
    #expect(outcome.errors.contains("did you mean \"customer.request\"?"), "\(outcome.errors)")
  }

  @Test func `findings show the line of a Swift file, but of no file outside or of another kind`()
    async throws
  {
    let folder = try TemporaryFolder()
    let line = "  Handoff(\"a\", to: \"b\")"
    try FileManager.default.createDirectory(
      atPath: folder.path("inner"), withIntermediateDirectories: false)
    for name in ["Desk.swift", "inner/Desk.swift", "inner/secret"] { _ = try folder.add(name, "\n\(line)\n") }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("inner/Link.swift"), withDestinationPath: "../Desk.swift")
    let names = [
      ("Desk.swift", true), ("secret", false), ("../Desk.swift", false), ("Link.swift", false),
      (folder.path("inner/Desk.swift"), false),
    ]
    for (name, isShown) in names {
      let file = try folder.add(
        "inner/system.json",
        """
        {"handoffSystem": 1, "name": "desk", "entry": "a", "agents": {"a": {"finishes": true}},
         "handoffs": [{"from": "a", "to": "b", "declaredAt": {"file": "\(name)", "line": 2}}]}
        """)
      let output = await run(["audit", file, "--all"]).output
      #expect(output.contains("\(name):2: error: "), "\(output)")
      #expect(output.contains("    2 | \(line)\n") == isShown, "\(name): \(output)")
    }
  }
}
