import Foundation
import HandoffChecking
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import handoff

@Suite("The program")
struct CommandLineToolTests {
  private func run(_ arguments: String...) async -> (status: ToolStatus, output: String, errors: String) {
    let (output, errors) = (MemorySink(), MemorySink())
    let surroundings = Surroundings(output: output, errors: errors, folder: Here.root.path)
    let status = await CommandLineTool.run(arguments, in: surroundings)
    return (status, output.text, errors.text)
  }

  @Test func `help, version and nothing at all`() async {
    let help = await run("--help")
    #expect(help.status == .clean)
    #expect(help.output == HelpText.overview(CommandTable.descriptions))
    #expect(await run("help").output == help.output)
    #expect(await run("--version").output == ToolVersion.line + "\n")
    let nothing = await run()
    #expect(nothing.status == .failed)
    #expect(nothing.output == "")
    #expect(nothing.errors.hasPrefix("handoff: no command given; the commands are audit, "))
  }

  @Test func `every command explains itself within 80 columns`() async {
    for description in CommandTable.descriptions {
      let long = await run(description.name, "--help")
      #expect(long.status == .clean)
      #expect(long.output == HelpText.command(description))
      #expect(await run("help", description.name).output == long.output)
      #expect(!description.examples.isEmpty, "\(description.name)")
      for line in long.output.split(separator: "\n") where !line.contains("handoff ") && !line.contains("--")
      {
        #expect(line.count <= 80, "\(line)")
      }
    }
  }

  @Test func `an unknown command or option suggests the nearest`() async {
    #expect(await run("audti").errors == "handoff: unknown command \"audti\"; did you mean \"audit\"?\n")
    #expect(await run("valid").errors == "handoff: unknown command \"valid\"; did you mean \"validate\"?\n")
    #expect(
      await run("--versoin").errors == "handoff: unknown option \"--versoin\"; did you mean \"--version\"?\n")
    #expect(
      await run("explain", "dead-ned").errors
        == "handoff explain: RULE: unknown \"dead-ned\"; did you mean \"dead-end\"?\n")
    #expect(await run("audit", "x", "--fail-no", "note").status == .failed)
    #expect(
      await run("zzz").errors.hasPrefix("handoff: unknown command \"zzz\"; the commands are audit, "))
  }

  @Test func `a format that does not exist is refused with those that do`() async {
    let outcome = await run("plan", "x.json", "--format", "sarif")
    #expect(outcome.status == .failed)
    #expect(outcome.errors == "handoff plan: --format: expected text, json, markdown, found \"sarif\"\n")
  }

  @Test func `the command reference is up to date`() throws {
    let text = CommandReference.markdown(CommandTable.descriptions)
    let file = GoldenFile(Here.root.appendingPathComponent("docs/cli.md"))
    #expect(try file.difference(from: text, suite: "CommandLineToolTests") == nil)
  }

  @Test func `a reader that goes away ends the program quietly`() throws {
    let folder = try TemporaryFolder()
    let lines = try folder.add("l.jsonl", String(repeating: "nonsense\n", count: 100_000))
    let schema = try folder.add("s.json", "{}")
    let script =
      "'\(BuiltTool.path)' validate '\(schema)' --lines '\(lines)' | head -n 1; echo ${PIPESTATUS[0]}"
    let outcome = try Shell.run(script)
    #expect(outcome.errors == "")
    let output = outcome.output.split(separator: "\n")
    #expect(output.count == 2)
    #expect(output.last == "2")
  }

  @Test func `output that cannot be written is an error`() throws {
    let closed = try Shell.run("'\(BuiltTool.path)' rules >&-; echo $? >&2")
    #expect(closed.errors == "standard output: Bad file descriptor\n2\n")
    if FileManager.default.fileExists(atPath: "/dev/full") {
      let full = try Shell.run("'\(BuiltTool.path)' rules >/dev/full; echo $? >&2")
      #expect(full.errors == "standard output: No space left on device\n2\n")
    }
  }

  @Test func `a failed run leaves the output file as it was`() throws {
    let folder = try TemporaryFolder()
    let report = try folder.add("report.json", "old")
    let outcome = try BuiltTool.run("audit", "nowhere.json", "--output", report)
    #expect(outcome.status == 2)
    #expect(folder.text("report.json") == "old")
    #expect(folder.names() == ["report.json"])
  }
}
