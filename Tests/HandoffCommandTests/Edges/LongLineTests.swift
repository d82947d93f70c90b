import HandoffChecking
import HandoffReports
import HandoffSchema
import Testing

@testable import handoff

@Suite("Long lines")
struct LongLineTests {
  @Test(arguments: [true, false])
  func `a line that is too long is named, and those around it are judged`(endsLine: Bool) throws {
    let folder = try TemporaryFolder()
    let limit = 2 << 20
    let long = "\"" + String(repeating: "a", count: 3 * limit) + "\""
    let name = try folder.add(
      "lines", String(repeating: "1\n", count: 700_000) + "\"x\"\n" + long + (endsLine ? "\n2\n\"y\"\n" : ""))
    let schema = try Schema(["type": "integer"])
    var reader = try LineChunkReader(name, lineLimit: limit)
    var lines = 0
    var refused: [Int] = []
    var valid = 0
    while let chunk = try reader.next() {
      let judgement = chunk.judge(by: schema, file: "lines")
      refused += judgement.refused.compactMap { $0.line.map { $0 + lines } }
      for case .notJSON(let error) in judgement.refused.map(\.outcome) {
        #expect(error.reason == .tooLong(limit: limit))
      }
      lines += judgement.lineCount
      valid += judgement.summary.valid
    }
    #expect(refused == [700_001, 700_002] + (endsLine ? [700_004] : []))
    #expect(valid == 700_000 + (endsLine ? 1 : 0))
  }
}
