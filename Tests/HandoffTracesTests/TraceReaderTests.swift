import HandoffTraces
import Testing

@Suite("Traces")
struct TraceReaderTests {
  @Test func `nothing read is no run`() {
    var reader = TraceReader()
    #expect(reader.finish() == [])
  }
}
