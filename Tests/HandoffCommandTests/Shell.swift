import Foundation

/// Runs scripts with the shell, for pipes and redirections.
enum Shell {
  /// Runs a script with bash from the repository's folder.
  static func run(_ script: String) throws -> BuiltTool.Outcome {
    let temporary = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["bash", "-c", script]
    process.currentDirectoryURL = Here.root
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: try temporary.add("out", ""))
    process.standardError = FileHandle(forWritingAtPath: try temporary.add("err", ""))
    try process.run()
    process.waitUntilExit()
    return BuiltTool.Outcome(
      status: process.terminationStatus, output: temporary.text("out") ?? "",
      errors: temporary.text("err") ?? "")
  }
}
