import Foundation

/// A folder that goes away with the value.
final class TemporaryFolder: Sendable {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("handoff-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// The path of a name in the folder; of the folder itself for the empty name.
  func path(_ name: String) -> String { name.isEmpty ? url.path : url.path + "/" + name }

  /// Writes a file and returns its path.
  func add(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  /// Writes a file and returns its path.
  func add(_ name: String, _ text: String) throws -> String { try add(name, Array(text.utf8)) }

  /// The content of a file, or `nil` where there is none.
  func text(_ name: String) -> String? {
    (try? Data(contentsOf: URL(fileURLWithPath: path(name)))).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The names of the files in the folder or in one within it, sorted; none where there is no such folder.
  func names(in inner: String = "") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path(inner))) ?? []).sorted()
  }
}
