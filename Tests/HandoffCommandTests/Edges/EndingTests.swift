import Foundation
import HandoffTestSupport
import Testing

@testable import handoff

/// How the tool ends when it is told to, and what stays behind.
@Suite("Ending", .serialized)
struct EndingTests {
  /// Starts a check whose consumer never answers, and waits until the consumer runs.
  private func start(
    in folder: TemporaryFolder, ignoring signal: String? = nil
  ) throws -> (tool: Process, consumer: Int32) {
    _ = try folder.add(
      "system.json",
      #"""
      {"handoffSystem": 1, "name": "s", "entry": "a",
       "contracts": {"c": {"version": "1.0.0", "output": {"type": "integer"}}},
       "agents": {"a": {"produces": "c"},
                  "b": {"accepts": {"contract": "c"}, "finishes": true,
                        "command": ["/bin/sh", "-c", "sleep 300 & echo $$ > pid; sleep 300"]}},
       "handoffs": [{"from": "a", "to": "b"}]}
      """#)
    let tool = Process()
    let arguments = ["check", "system.json", "--timeout", "60", "--output", "report.txt"]
    if let signal {
      tool.executableURL = URL(fileURLWithPath: "/bin/sh")
      tool.arguments = ["-c", "trap '' \(signal); exec \"$@\"", "sh", BuiltTool.path] + arguments
    } else {
      tool.executableURL = URL(fileURLWithPath: BuiltTool.path)
      tool.arguments = arguments
    }
    tool.currentDirectoryURL = URL(fileURLWithPath: folder.path(""))
    tool.standardOutput = FileHandle.nullDevice
    tool.standardError = FileHandle.nullDevice
    try tool.run()
    for _ in 0..<600 {
      if let text = folder.text("pid"), let id = Int32(text.filter { $0 != "\n" }) { return (tool, id) }
      Thread.sleep(forTimeInterval: 0.05)
    }
    tool.terminate()
    throw CancellationError()
  }

  private func isGone(_ process: Int32) -> Bool {
    for _ in 0..<100 {
      if !ProcessProbe.isRunning(process) { return true }
      Thread.sleep(forTimeInterval: 0.05)
    }
    return false
  }

  @Test(arguments: [SIGTERM, SIGQUIT, SIGUSR1, SIGALRM, SIGXCPU, SIGXFSZ])
  func `a signal ends the tool as it ends other programs, without leftovers`(number: Int32) throws {
    let folder = try TemporaryFolder()
    let (tool, consumer) = try start(in: folder)
    kill(tool.processIdentifier, number)
    tool.waitUntilExit()
    #expect(tool.terminationReason == .uncaughtSignal)
    #expect(tool.terminationStatus == number)
    #expect(isGone(consumer))
    #expect(folder.names().filter { $0 != ".handoff" } == ["pid", "system.json"])
    // What is noted of the running case is for a tool that ends without knowing; this one knew.
    #expect(folder.names(in: ".handoff/running") == [])
  }

  @Test func `a signal that was ignored before the tool began stays ignored`() throws {
    let folder = try TemporaryFolder()
    let (tool, consumer) = try start(in: folder, ignoring: "HUP")
    kill(tool.processIdentifier, SIGHUP)
    Thread.sleep(forTimeInterval: 0.3)
    #expect(tool.isRunning && ProcessProbe.isRunning(consumer))
    tool.terminate()
    tool.waitUntilExit()
    #expect(tool.terminationStatus == SIGTERM)
    #expect(isGone(consumer))
  }

  @Test(arguments: [true, false])
  func `a result that may not grow further is an error, or ends the tool as it ends others`(
    isIgnored: Bool
  ) throws {
    let folder = try TemporaryFolder()
    let outside = try TemporaryFolder()
    let errors = try outside.add("errors", "")
    let tool = Process()
    tool.executableURL = URL(fileURLWithPath: "/bin/sh")
    let script = "ulimit -f 1; \(isIgnored ? "trap '' XFSZ; " : "")exec \"$0\" rules --output rules.txt"
    tool.arguments = ["-c", script, BuiltTool.path]
    tool.currentDirectoryURL = URL(fileURLWithPath: folder.path(""))
    tool.standardError = FileHandle(forWritingAtPath: errors)
    try tool.run()
    tool.waitUntilExit()
    #expect(tool.terminationReason == (isIgnored ? .exit : .uncaughtSignal))
    #expect(tool.terminationStatus == (isIgnored ? 2 : SIGXFSZ))
    #expect(outside.text("errors") == (isIgnored ? "rules.txt: File too large\n" : ""))
    #expect(folder.names() == [])
  }

  @Test func `a consumer ends with the tool even where the tool is killed`() throws {
    let folder = try TemporaryFolder()
    let (tool, consumer) = try start(in: folder)
    kill(tool.processIdentifier, SIGKILL)
    tool.waitUntilExit()
    #expect(isGone(consumer))
  }
}
