import Foundation
import HandoffChecking
import HandoffSchema
import Testing

@testable import handoff

@Suite("handoff doctor", .enabled(if: CheckedConsumer.hasPython, "no python3 to run consumers with"))
struct DoctorCommandTests {
  private static let sound =
    CheckedConsumer.checking + "\nfor line in sys.stdin: answer(check(json.loads(line)[\"payload\"]))\n"

  /// A manifest with a command for the solver, beside a program in Python.
  private func folder(
    _ command: String, _ program: String = sound, members: String = ""
  ) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try folder.add("agent.py", program)
    let agent = #""solver": {"command": \#(command), \#(members)"#
    _ = try folder.add(
      "system.json",
      CheckedConsumer.manifest.replacingOccurrences(of: #""solver": {"#, with: agent))
    return folder
  }

  private func run(_ folder: TemporaryFolder, _ options: String...) throws -> BuiltTool.Outcome {
    try BuiltTool.run(["doctor", "system.json"] + options, in: folder.path(""), processorSeconds: 20)
  }

  @Test func `where everything works the status is 0`() throws {
    let folder = try folder(#"["python3", "agent.py"]"#)
    let outcome = try run(folder)
    #expect(
      outcome.output == """
        works      manifest: system.json
        works      ending programs by: /bin/sh
        works      keeping failures in: \(folder.path(""))
        works      start of: solver
        support: everything that was tried works here

        """)
    #expect(outcome.status == 0)
    #expect(try run(folder, "--quiet") == BuiltTool.Outcome(status: 0, output: "", errors: ""))
  }

  @Test(arguments: [
    (
      #"["no-such-program"]"#, "", "", "program of: solver: \"no-such-program\": no such program in PATH",
      "install it"
    ),
    (#"["./agent.py"]"#, "", "", "program of: solver: \"./agent.py\": not an executable file", "chmod +x"),
    (#"["python3", "agent.py"]"#, "", #""cwd": "gone","#, "folder of: solver: ", "make the folder"),
    (
      #"["python3", "agent.py", "$NO_SUCH_KEY"]"#, "", "",
      "environment of: solver: the word \"$NO_SUCH_KEY\" reaches the program as it stands: no shell fills in NO_SUCH_KEY, and NO_SUCH_KEY is not set here",
      "sh -c"
    ),
    (
      #"["python3", "agent.py"]"#, "", #""env": {"KEY": "${PATH}"},"#,
      "environment of: solver: \"env\": \"KEY\" reaches the program as it stands: no shell fills in PATH",
      "read PATH"
    ),
    (
      #"["python3", "agent.py"]"#, "import sys; sys.exit('no key')", "",
      "start of: solver: python3 agent.py: it ended with status 1", "run it by hand"
    ),
    (
      #"["python3", "agent.py"]"#, "import sys\nfor line in sys.stdin: print('hello', flush=True)", "",
      "answer of: solver: python3 agent.py: it wrote", "answer with"
    ),
    (
      #"["python3", "agent.py"]"#, "import time; time.sleep(60)", "",
      "start of: solver: python3 agent.py: it gave no answer", "flush"
    ),
  ])
  func `what would not work is told with what to do`(
    command: String, program: String, members: String, told: String, remedy: String
  ) throws {
    let folder = try folder(command, program.isEmpty ? Self.sound : program, members: members)
    // Only one that never answers is waited for: on a busy machine Python itself takes a moment.
    let outcome =
      program.contains("sleep") ? try run(folder, "--timeout", "0.5") : try run(folder)
    #expect(outcome.status == 1)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    let index = try #require(lines.firstIndex { $0.hasPrefix("fails      \(told)") }, "\(outcome.output)")
    #expect(lines[index + 1].hasPrefix("    remedy:     "))
    #expect(lines[index + 1].contains(remedy), "\(lines[index + 1])")
    #expect(lines.last == "support: 1 thing would not work here")
  }

  @Test func `an address that nobody listens at is told`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("system.json", CheckedConsumer.manifest)
    // The port is one for which no server may be made.
    let outcome = try run(folder, "--http", "intake->solver=http://127.0.0.1:1/", "--timeout", "0.5")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("fails      address for: intake->solver: http://127.0.0.1:1/: "))
  }

  @Test func `a folder in which nothing can be kept is told`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add(".handoff", "a file")
    let found = PlatformExamination.memory(in: folder.path(""))
    #expect(
      found.state
        == .fails(why: "it is no folder", remedy: "move it away; failures are kept in a folder there"))
    #expect(found.name == folder.path(".handoff"))
    let shell = PlatformExamination.ending(shell: folder.path("sh"))
    guard case .fails = shell.state else { return #expect(Bool(false), "\(shell)") }
  }

  @Test func `a manifest that cannot be read is status 2, in JSON too`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.add("system.json", "{")
    let text = try run(folder)
    #expect(text.status == 2)
    #expect(text.output.hasPrefix("fails      manifest: system.json: system.json:1:2: "))
    let outcome = try run(folder, "--format", "json")
    #expect(outcome.status == 2)
    let json = try JSONValue(parsing: outcome.output)
    #expect(json["complete"] == false)
    #expect(json["failures"] == 1)
    #expect(json["examinations"]?[0]?["topic"] == "manifest")
    #expect(try run(folder, "--nonsense").status == 2)
  }
}
