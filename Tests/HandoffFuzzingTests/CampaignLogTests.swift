import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("What consumers were handed")
struct CampaignLogTests {
  private func contents(_ log: CampaignLog, _ job: Int, last count: Int = 100) -> [HandoffCase.Content] {
    log.contents(of: log.stretch(of: job), last: count) { _, ordinal in
      .payload(JSONValue(integerLiteral: ordinal))
    }
  }

  @Test func `each job has its own cases since its last start`() {
    var log = CampaignLog()
    log.append(.given(.text("a")), to: 0, endsConsumer: false)
    log.append(.drawn(.valid, ordinal: 7), to: 2, endsConsumer: false)
    log.append(.given(.text("b")), to: 0, endsConsumer: true)
    log.append(.given(.text("c")), to: 0, endsConsumer: false)
    log.append(.drawn(.valid, ordinal: 8), to: 2, endsConsumer: false)
    #expect(contents(log, 0) == [.text("c")])
    #expect(contents(log, 1) == [])
    #expect(contents(log, 2) == [.payload(7), .payload(8)])
    #expect(contents(log, 2, last: 1) == [.payload(8)])
    log.restart(2)
    #expect(contents(log, 2) == [])
  }

  @Test func `cases without room are told to be missing, until the consumer starts afresh`() {
    var log = CampaignLog(limit: 2)
    for _ in 0..<3 { log.append(.given(.text("a")), to: 0, endsConsumer: false) }
    #expect(!log.stretch(of: 0).isWhole)
    #expect(contents(log, 0).count == 2)
    log.restart(0)
    #expect(log.stretch(of: 0).isWhole)
  }
}
