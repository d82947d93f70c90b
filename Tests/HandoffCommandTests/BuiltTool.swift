import Foundation

/// The program as it was built, run as a user runs it.
struct BuiltTool {
  /// What a run left behind.
  struct Outcome: Equatable {
    /// The exit status, or minus the number of the signal that ended it.
    var status: Int32
    var output: String
    var errors: String
  }

  private static let file: URL = {
    let folders = [
      Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent(),
      Bundle.main.bundleURL.deletingLastPathComponent(), Here.root.appendingPathComponent(".build/debug"),
    ]
    let files = folders.compactMap { $0?.appendingPathComponent("handoff") }
    return files.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? files[files.count - 1]
  }()

  /// The path of the program.
  static var path: String { file.path }

  /// Runs the program from the repository's folder.
  static func run(_ arguments: String..., input: String = "") throws -> Outcome {
    try run(arguments, input: input)
  }

  /// Runs the program from a folder, the repository's where none is given.
  ///
  /// Beyond `processorSeconds` the program is ended by `SIGXCPU`. Other than the time of a clock, the time of the
  /// processor does not grow with what else the machine does.
  static func run(
    _ arguments: [String], input: String = "", in folder: String? = nil, processorSeconds: Int? = nil
  ) throws -> Outcome {
    // Files, so that no pipe can fill up.
    let temporary = try TemporaryFolder()
    let process = Process()
    if let processorSeconds {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "ulimit -t \(processorSeconds); exec \"$@\"", "sh", path] + arguments
    } else {
      process.executableURL = file
      process.arguments = arguments
    }
    process.currentDirectoryURL = folder.map { URL(fileURLWithPath: $0) } ?? Here.root
    process.standardInput = FileHandle(forReadingAtPath: try temporary.add("in", input))
    process.standardOutput = FileHandle(forWritingAtPath: try temporary.add("out", ""))
    process.standardError = FileHandle(forWritingAtPath: try temporary.add("err", ""))
    try process.run()
    process.waitUntilExit()
    let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    return Outcome(status: status, output: temporary.text("out") ?? "", errors: temporary.text("err") ?? "")
  }
}
