import HandoffChecking
import HandoffContracts
import HandoffFuzzing
import HandoffReports
import Synchronization
import Testing

@Suite("Documents in several formats")
struct DocumentReuseTests {
  /// How often something was asked for.
  private final class Tally: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
  }

  private static func writeAll(_ document: some ReportDocument) {
    for format in ReportFormats.all { _ = format.text(of: document, ReportManner(version: "1")) }
  }

  @Test func `the problems and the map are made once for all formats`() {
    let samples = Samples()
    let tally = Tally()
    let check = samples.checkReport
    let document = CheckDocument(
      check, of: samples.system, audit: samples.audited, file: "news.json", threshold: .error
    ) { failure in
      tally.add()
      return failure.replay
    }
    Self.writeAll(document)
    // Text, the problems and the map each show every failure.
    #expect(tally.value == 3 * check.failures.count)
  }

  @Test func `a system is audited once for all pictures of recorded runs, and not at all for text`() {
    let samples = Samples()
    let tally = Tally()
    let document = VerificationDocument(
      samples.verificationReport, of: samples.system, file: "news.json", threshold: .error
    ) {
      tally.add()
      return samples.audited
    }
    _ = TextFormat.text(of: document, ReportManner(version: "1"))
    #expect(tally.value == 0)
    Self.writeAll(document)
    #expect(tally.value == 1)
  }
}
