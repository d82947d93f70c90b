import Foundation

@testable import handoff

/// Where the tests run, and with what.
enum Here {
  static let folder = FileManager.default.currentDirectoryPath

  /// The repository.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The surroundings of this process, with memory for output.
  static var surroundings: Surroundings {
    let environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
    return Surroundings(
      output: MemorySink(), errors: MemorySink(), environment: environment.sorted(), folder: folder)
  }

  /// Whether a process exists and is more than an entry that nobody has reaped yet.
  static func isRunning(_ process: Int32) -> Bool {
    guard kill(process, 0) == 0 else { return false }
    let list = Process()
    list.executableURL = URL(fileURLWithPath: "/bin/sh")
    list.arguments = [
      "-c",
      "test -r /proc/\(process)/stat && cut -d' ' -f3 /proc/\(process)/stat || ps -o stat= -p \(process)",
    ]
    let pipe = Pipe()
    list.standardOutput = pipe
    guard (try? list.run()) != nil else { return true }
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    list.waitUntilExit()
    return !text.hasPrefix("Z") && !text.isEmpty
  }
}
