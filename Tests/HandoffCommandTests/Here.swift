import Foundation
import HandoffChecking

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
}
