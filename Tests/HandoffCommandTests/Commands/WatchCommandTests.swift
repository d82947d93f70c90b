import Foundation
import Testing

@testable import handoff

@Suite("handoff watch")
struct WatchCommandTests {
  /// A run of the program in a folder that is ended as a user ends it.
  private final class Run {
    let folder: TemporaryFolder
    private let process = Process()

    init(_ folder: TemporaryFolder, _ options: String...) throws {
      self.folder = folder
      process.executableURL = URL(fileURLWithPath: BuiltTool.path)
      process.arguments = ["watch", "system.json", "--no-memory"] + options
      process.currentDirectoryURL = URL(fileURLWithPath: folder.path(""))
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle(forWritingAtPath: try folder.add("out", ""))
      process.standardError = FileHandle(forWritingAtPath: try folder.add("err", ""))
      try process.run()
    }

    deinit { if process.isRunning { process.terminate() } }

    var output: String { folder.text("out") ?? "" }

    /// Waits until it has watched files for the nth time.
    func waits(_ times: Int) async throws -> Bool {
      for _ in 0..<1_500 {
        let told = (folder.text("err") ?? "").components(separatedBy: "Ctrl-C ends it").count - 1
        if told >= times { return true }
        try await Task.sleep(for: .milliseconds(20))
      }
      return false
    }

    func interrupted() -> Int32 {
      process.interrupt()
      process.waitUntilExit()
      return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }
  }

  private static let manifest = #"""
    {"handoffSystem": 1, "name": "desk", "entry": "a",
     "contracts": {"c": {"output": {"$ref": "c.schema.json"}, "failures": {"no": {}}}},
     "agents": {"a": {"produces": "c"}, "b": {"accepts": {"contract": "c"}, "finishes": true}, "h": {"kind": "human"}},
     "handoffs": [{"from": "a", "to": "b"}, {"from": "a", "to": "h", "on": "failure"}]}
    """#

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try folder.add("system.json", Self.manifest)
    _ = try folder.add("c.schema.json", #"{"type": "object", "required": ["a"]}"#)
    return folder
  }

  @Test func `it runs again when the manifest or a schema changes, and Ctrl-C ends it with status 0`()
    async throws
  {
    let folder = try folder()
    let run = try Run(folder)
    #expect(try await run.waits(1))
    #expect(run.output.components(separatedBy: "── ").count == 2)
    #expect(run.output.contains("first run"))
    _ = try folder.add("system.json", Self.manifest.replacingOccurrences(of: "desk", with: "second"))
    #expect(try await run.waits(2))
    #expect(run.output.contains("· system.json changed ─"))
    #expect(run.output.contains("\nsecond ("))
    _ = try folder.add("c.schema.json", #"{"type": "object", "required": ["b", "c"]}"#)
    #expect(try await run.waits(3))
    #expect(run.output.contains("c.schema.json changed ─"))
    #expect(run.output.components(separatedBy: "── ").count == 4)
    #expect(run.interrupted() == 0)
  }

  @Test func `a manifest that cannot be read for a moment is told, and ends nothing`() async throws {
    let folder = try folder()
    let run = try Run(folder)
    #expect(try await run.waits(1))
    _ = try folder.add("system.json", "{")
    #expect(try await run.waits(2))
    #expect(folder.text("err")?.contains("system.json:1:2: ") == true)
    _ = try folder.add("system.json", Self.manifest)
    #expect(try await run.waits(3))
    #expect(run.interrupted() == 0)
  }

  @Test(.enabled(if: CheckedConsumer.hasPython, "no python3 to run consumers with"))
  func `the source of a consumer is watched, and the consumer checked`() async throws {
    let folder = try folder()
    let program = "import sys\nfor line in sys.stdin: print('{\"rejected\": \"no\"}', flush=True)\n"
    _ = try folder.add("agent.py", program)
    let run = try Run(folder, "--consumer", "a->b=python3 agent.py", "--cases", "1")
    #expect(try await run.waits(1))
    #expect(run.output.contains("over-strict"))
    _ = try folder.add("agent.py", program.replacingOccurrences(of: "\"no\"", with: "\"never\""))
    #expect(try await run.waits(2))
    #expect(run.output.contains("agent.py changed ─"))
    #expect(run.interrupted() == 0)
  }

  @Test func `what never changes or is not there is refused`() throws {
    let input = try BuiltTool.run("watch", "-", input: "{}")
    #expect(input.status == 2)
    #expect(input.errors.contains("standard input never changes"))
    #expect(try BuiltTool.run("watch", "no-such-file.json").errors.hasPrefix("no-such-file.json: "))
  }

  @Test func `files are changed that are written, replaced or removed`() throws {
    let folder = try TemporaryFolder()
    let (one, two) = (try folder.add("one", "1"), folder.path("two"))
    var files = WatchedFiles()
    files.watch([one, two])
    #expect(files.takeChanges() == [])
    _ = try folder.add("one", "22")
    _ = try folder.add("two", "2")
    #expect(files.takeChanges() == [one, two])
    #expect(files.takeChanges() == [])
    try FileManager.default.removeItem(atPath: one)
    files.watchOnly([one])
    #expect(files.takeChanges() == [one])
    #expect(files.count == 1)
  }
}
