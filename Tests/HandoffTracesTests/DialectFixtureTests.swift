import Foundation
import HandoffContracts
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffTraces

@Suite("Dialects of traces")
struct DialectFixtureTests {
  private static let files =
    Fixtures.files(in: "traces", endingIn: ".jsonl") + Fixtures.files(in: "traces", endingIn: "-state.json")

  private static func shop() throws -> AgentSystem {
    let file = Fixtures.folder.appendingPathComponent("traces/shop.json")
    return try AgentSystem(manifest: Array(try Data(contentsOf: file)), file: "shop.json")
  }

  /// What each fixture has to be read as, with and without the declaration.
  @Test func `each dialect is read into the normal form`() throws {
    var text = ""
    for file in Self.files {
      for system in [try Self.shop(), nil] {
        text += "\(file.lastPathComponent)\(system == nil ? " without a declaration" : "")\n"
        for line in TracedText.lines(try TracedText.runs(file, system).runs) { text += "  \(line)\n" }
      }
    }
    let golden = GoldenFile(Fixtures.folder.appendingPathComponent("traces/expected.txt"))
    #expect(try golden.difference(from: text, suite: "DialectFixtureTests") == nil)
  }

  @Test func `every registered dialect has a fixture, and every fixture is read whole`() throws {
    var met: Set<String> = []
    for file in Self.files {
      let tally = try TracedText.runs(file, Self.shop()).tally
      #expect(tally.problems == [], "\(file.lastPathComponent)")
      #expect(tally.read > 0, "\(file.lastPathComponent)")
      met.formUnion(tally.dialects.map(\.name))
    }
    let known = SpanDialects.all.map { $0.name } + EventDialects.all.map { $0.name } + [LangSmithRun.name]
    #expect(Set(known).count == known.count)
    #expect(known.filter { !met.contains($0) } == [])
  }

  @Test func `each dialect is a file of its own, named after it`() throws {
    let sources = Fixtures.repository.appendingPathComponent("Sources/HandoffTraces")
    for (folder, types) in [
      ("Spans", SpanDialects.all.map { "\($0)" }), ("Events", EventDialects.all.map { "\($0)" }),
    ] {
      let files = try FileManager.default.contentsOfDirectory(
        atPath: sources.appendingPathComponent(folder).path)
      #expect(types.filter { !files.contains("\($0).swift") } == [])
    }
  }

  @Test(arguments: files)
  func `the order in which spans come in changes nothing`(file: URL) throws {
    // Events have no time but their order.
    guard file.lastPathComponent != "strands-state.json" else { return }
    let lines = Array(try Data(contentsOf: file)).split(separator: UInt8(ascii: "\n")).map(Array.init)
    guard
      lines.allSatisfy({ line in
        let text = String(decoding: line, as: UTF8.self)
        return ["resourceSpans", "trace.span", "\"object\": \"trace\"", "run_type"].contains {
          text.contains($0)
        }
      })
    else { return }
    let system = try Self.shop()
    let expected = TracedText.lines(
      TracedText.runs(Array(lines.joined(separator: [10])), name: "a", system).runs)
    for shuffled in [
      lines.reversed().map { $0 }, Array(lines[(lines.count / 2)...] + lines[..<(lines.count / 2)]),
    ] {
      let found = TracedText.lines(
        TracedText.runs(Array(shuffled.joined(separator: [10])), name: "a", system).runs)
      #expect(found.sorted() == expected.sorted())
    }
  }

  @Test(arguments: files)
  func `a file that is cut anywhere, or has bytes of another, is read without a crash`(file: URL) throws {
    let bytes = Array(try Data(contentsOf: file))
    let system = try Self.shop()
    var random = TestRandom(seed: 7)
    for _ in 0..<(Laws.areWhole ? 60 : 3) {
      let cut = Int.random(in: 0..<bytes.count, using: &random)
      var torn = Array(bytes[..<cut])
      _ = TracedText.runs(torn, name: "torn", system)
      torn.append(contentsOf: bytes[(cut / 2)...])
      _ = TracedText.runs(torn, name: "torn", nil)
    }
  }

  @Test func `half a document still tells what its whole spans tell`() throws {
    let file = Fixtures.folder.appendingPathComponent("traces/traceloop.jsonl")
    let spans = Array(try Data(contentsOf: file)).split(separator: UInt8(ascii: "\n")).compactMap { line in
      (try? JSONDocument(parsing: Array(line)).value)?["resourceSpans"]?[0]?["scopeSpans"]?[0]?["spans"]?[0]
    }
    let whole: JSONValue = ["resourceSpans": [["scopeSpans": [["spans": .array(spans)]]]]]
    let text = Array(whole.text(.pretty).utf8)
    let torn = TornDocument.values(Array(text.dropLast(200)))
    #expect(torn.isTorn && torn.values.count == spans.count - 1)
    let lines = TracedText.lines(
      TracedText.runs(Array(text.dropLast(200)), name: "half", try Self.shop()).runs)
    #expect(lines.contains("1 front->stock pass_control observed"))
  }
}
