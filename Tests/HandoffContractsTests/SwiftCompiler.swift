import Foundation
import HandoffTestSupport

/// The toolchain's compiler, for declarations that must or must not compile.
struct SwiftCompiler {
  /// One diagnostic's first line.
  struct Diagnostic: Hashable {
    var file: String
    /// Line, column and message as the compiler writes them.
    var text: String
  }

  /// Why there is none.
  static let missing = "no swiftc in PATH, or no built module HandoffContracts beside the tests"

  /// The compiler that can be found, if any.
  static let found: SwiftCompiler? = {
    guard let modules, let compiler else { return nil }
    return SwiftCompiler(executable: compiler, modules: modules)
  }()

  private let executable: URL
  private let modules: URL

  /// Type-checks sources as the files of one module, in one process; the errors and warnings in the order of the files.
  func diagnostics(of sources: [(file: String, text: String)]) throws -> [Diagnostic] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("declaring-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for source in sources {
      try source.text.write(to: folder.appendingPathComponent(source.file), atomically: true, encoding: .utf8)
    }
    let process = Process()
    process.executableURL = executable
    process.currentDirectoryURL = folder
    process.arguments =
      [
        "-typecheck", "-wmo", "-parse-as-library", "-swift-version", "6", "-module-name", "Declarations",
        "-enable-upcoming-feature", "MemberImportVisibility",
        "-diagnostic-style", "llvm", "-I", modules.path,
      ] + sources.map(\.file)
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let lines = output.split(separator: "\n").map(String.init)
    let found = lines.compactMap { line -> Diagnostic? in
      guard line.contains(": error: ") || line.contains(": warning: "), let colon = line.firstIndex(of: ":")
      else { return nil }
      let file = line[..<colon].split(separator: "/").last.map(String.init) ?? ""
      return Diagnostic(file: file, text: String(line[line.index(after: colon)...]))
    }
    if found.isEmpty, process.terminationStatus != 0 {
      return [Diagnostic(file: "", text: output)]
    }
    return found
  }

  private static var modules: URL? {
    let bundle = Bundle.main.bundleURL
    let folders = [
      bundle, bundle.deletingLastPathComponent(), Fixtures.repository.appendingPathComponent(".build/debug"),
    ]
    return folders.map { $0.appendingPathComponent("Modules", isDirectory: true) }.first {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent("HandoffContracts.swiftmodule").path)
    }
  }

  private static var compiler: URL? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { URL(fileURLWithPath: String($0)).appendingPathComponent("swiftc") }.first {
      FileManager.default.isExecutableFile(atPath: $0.path)
    }
  }
}
