import HandoffChecking
import HandoffFuzzing
import HandoffSchema

/// The folder of fixtures on disk.
///
/// Only files that its index lists are ever removed.
struct FixtureFolder {
  private let folder: String
  private let fixtures: SystemFixtures

  init(_ folder: String, _ fixtures: SystemFixtures) {
    self.folder = folder
    self.fixtures = fixtures
  }

  private static let fileLimit = 64 << 20

  /// Writes what has changed, and returns the number of files that no fixture needs any more and that were removed.
  func write() throws(CommandError) -> Int {
    let old = leftOver()
    do throws(FileError) {
      try Folders.make(folder)
      for file in fixtures.files {
        guard !isWritten(file) else { continue }
        let parts = file.path.split(separator: "/").dropLast()
        var below = folder
        for part in parts {
          below += "/\(part)"
          try Folders.make(below)
        }
        let pending = try PendingFile("\(folder)/\(file.path)")
        try pending.write(file.text)
        try pending.commit()
      }
      for path in old { try Folders.remove("\(folder)/\(path)") }
    } catch {
      throw CommandError(error)
    }
    return old.count
  }

  /// What is not as it would be written, a line each.
  func staleFiles() throws(CommandError) -> [String] {
    let changed = fixtures.files.filter { !isWritten($0) }.map { file in
      "\(folder)/\(file.path): \(bytes(of: file.path) == nil ? "missing" : "stale")"
    }
    return changed + leftOver().map { "\(folder)/\($0): no longer needed" }
  }

  /// Files that the index on disk lists, that are there, and that no fixture needs any more.
  private func leftOver() -> [String] {
    let path = "\(folder)/\(SystemFixtures.indexName)"
    guard let text = try? InputFile.read(path, expected: "an index of fixtures", limit: Self.fileLimit),
      let index = try? JSONValue(parsing: String(decoding: text, as: UTF8.self))
    else { return [] }
    let wanted = Set(fixtures.files.map { ExactString($0.path) })
    return SystemFixtures.paths(listedIn: index).filter { path in
      !wanted.contains(ExactString(path)) && Self.staysBelow(path) && bytes(of: path) != nil
    }
  }

  /// An index that somebody else wrote must not lead out of the folder.
  private static func staysBelow(_ path: String) -> Bool {
    !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
  }

  private func isWritten(_ file: SystemFixtures.File) -> Bool {
    bytes(of: file.path)?.elementsEqual(file.text.utf8) == true
  }

  /// What stands in a file; `nil` where it cannot be read.
  private func bytes(of path: String) -> [UInt8]? {
    do throws(FileError) {
      return try InputFile.read("\(folder)/\(path)", expected: "a fixture", limit: Self.fileLimit)
    } catch {
      // A fixture may be a text without anything in it.
      if case .empty = error.reason { return [] }
      return nil
    }
  }
}
