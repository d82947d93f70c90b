import Foundation
import HandoffChecking
import Testing

@testable import handoff

@Suite("Files")
struct FileTests {
  private func read(_ name: String, limit: Int = InputFile.documentLimit) -> Result<[UInt8], FileError> {
    do throws(FileError) {
      return .success(try InputFile.read(name, expected: "a manifest", limit: limit))
    } catch {
      return .failure(error)
    }
  }

  @Test func `a file is read to the end`() throws {
    let folder = try TemporaryFolder()
    let content = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
    let name = try folder.add("data", content)
    #expect(read(name) == .success(content))
    // A file that does not tell its size.
    #expect((try? read("/proc/self/stat").get().isEmpty) != true)
  }

  @Test func `what cannot be read is named with the reason`() throws {
    let folder = try TemporaryFolder()
    let empty = try folder.add("empty", [])
    let long = try folder.add("long", [1, 2, 3, 4])
    let missing = folder.path("missing")
    #expect(read(missing) == .failure(FileError(file: missing, .notFound)))
    #expect(read(empty) == .failure(FileError(file: empty, .empty(expected: "a manifest"))))
    #expect(read(folder.path("")) == .failure(FileError(file: folder.path(""), .isDirectory)))
    #expect(read(long, limit: 3) == .failure(FileError(file: long, .tooLong(limit: 3))))
    #expect(
      read("/dev/zero", limit: 100_000) == .failure(FileError(file: "/dev/zero", .tooLong(limit: 100_000))))
    if getuid() != 0 {
      let closed = try folder.add("closed", [1])
      chmod(closed, 0)
      #expect(read(closed) == .failure(FileError(file: closed, .notPermitted)))
    }
  }

  @Test func `output replaces a file only when it is complete`() throws {
    let folder = try TemporaryFolder()
    let name = try folder.add("report", Array("old".utf8))
    chmod(name, 0o640)
    do {
      let file = try PendingFile(name)
      try file.write("new")
      try file.flush()
      #expect(folder.text("report") == "old")
      #expect(folder.names().count == 2)
    }
    #expect(folder.names() == ["report"])
    let file = try PendingFile(name)
    try file.write("new")
    try file.commit()
    #expect(folder.text("report") == "new")
    #expect(folder.names() == ["report"])
    let mode = try FileManager.default.attributesOfItem(atPath: name)[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test func `output through a symbolic link keeps the link`() throws {
    let folder = try TemporaryFolder()
    let name = try folder.add("real", Array("old".utf8))
    let link = folder.path("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: name)
    let file = try PendingFile(link)
    try file.write("new")
    try file.commit()
    #expect(folder.text("real") == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == name)
  }

  @Test func `output to a folder, into a missing folder or to a full device fails`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: FileError(file: folder.path(""), .isDirectory)) { try PendingFile(folder.path("")) }
    let lost = folder.path("no/report")
    #expect(throws: FileError(file: lost, .notFound)) { try PendingFile(lost) }
    if FileManager.default.fileExists(atPath: "/dev/full") {
      let file = try PendingFile("/dev/full")
      try file.write("x")
      #expect(throws: FileError(file: "/dev/full", .system("No space left on device"))) { try file.commit() }
    }
  }
}
