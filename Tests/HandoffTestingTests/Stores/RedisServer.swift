import Foundation

/// A Redis server of a test's own: on a socket in a temporary folder, with nothing on disk.
final class RedisServer {
  /// The installed program; `nil` where there is none.
  static let program: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/redis-server" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  struct NotReady: Error { var why: String }

  private let folder: URL
  private let process = Process()

  /// Starts a server, and waits until it takes connections.
  init(_ program: String) async throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "handoff-redis-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [
      "--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--dir", folder.path,
      "--daemonize", "no",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<500 {
      if (try? RedisClient(socket: socket)) != nil { return }
      guard process.isRunning else {
        throw NotReady(why: "it ended with status \(process.terminationStatus)")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw NotReady(why: "it takes no connections")
  }

  deinit {
    if process.isRunning {
      // The signals that ask for an end may be blocked in a child of a test's thread; there is nothing to save.
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    try? FileManager.default.removeItem(at: folder)
  }

  /// The socket that it listens on.
  var socket: String { folder.path + "/s" }
}
