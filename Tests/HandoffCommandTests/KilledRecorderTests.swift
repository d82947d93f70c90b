import Foundation
import HandoffSchema
import HandoffTestSupport
import Testing

/// The program that records as fast as it can.
private enum RecordingProgram {
  static let file = URL(fileURLWithPath: BuiltTool.path).deletingLastPathComponent()
    .appendingPathComponent("handoff-benchmarks")
  static let isBuilt = FileManager.default.isExecutableFile(atPath: file.path)
}

@Suite(
  "A recorder that is killed",
  .enabled(if: RecordingProgram.isBuilt, "handoff-benchmarks, which records, is not built"))
struct KilledRecorderTests {
  /// Starts a process whose four tasks record as fast as they can, and kills it some time after its first record.
  private func record(to file: String, killedAfter time: Duration) throws {
    let process = Process()
    process.executableURL = RecordingProgram.file
    process.arguments = ["record", "--file", file, "--count", "1000000000", "--tasks", "4"]
    let before = size(of: file)
    try process.run()
    while size(of: file) == before { usleep(200) }
    usleep(UInt32(time / .microseconds(1)))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  private func size(of file: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
  }

  @Test func `at whatever moment, every line before the last one is whole`() throws {
    let folder = try TemporaryFolder()
    var random = TestRandom(seed: 7)
    for number in 0..<(Laws.areWhole ? 200 : 5) {
      // Several processes that were killed, one after the other, write into one file.
      let file = folder.path("runs-\(number / 3).jsonl")
      try record(to: file, killedAfter: .microseconds(Int(random.next() % 20_000)))
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
      let lines = bytes.split(separator: UInt8(ascii: "\n"))
      let broken = lines.filter { (try? JSONDocument(parsing: Array($0))) == nil }
      // What a process that was killed left of its last line is ended by the next one.
      #expect(broken.count <= number % 3 + 1 && !lines.isEmpty)
      if number % 3 == 0 { #expect(broken.isEmpty || broken == [lines[lines.count - 1]]) }
      if number % 3 == 2 { try FileManager.default.removeItem(atPath: file) }
    }
  }
}
