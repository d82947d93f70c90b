import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffTraces

@Suite("Words and times of traces")
struct TraceTextTests {
  @Test(arguments: [
    ("2026-11-27T15:18:07.032286+00:00", 1_795_792_687_032_286_000),
    ("2026-11-27T16:18:07.032286+01:00", 1_795_792_687_032_286_000),
    ("1970-01-01T00:00:00Z", 0), ("2000-02-29T12:00:00", 951_825_600_000_000_000),
  ])
  func `times are read with their offsets`(text: String, nanoseconds: Int) {
    #expect(TraceTime.nanoseconds(.string(text)) == UInt64(nanoseconds))
  }

  @Test func `what is no time is none`() {
    for text in ["", "yesterday", "2026-13-01T00:00:00Z", "1960-01-01T00:00:00Z", "2026-1-1T0:0:0Z      "] {
      #expect(TraceTime.nanoseconds(.string(text)) == nil)
    }
    #expect(TraceTime.nanoseconds(1_795_792_095.5) == 1_795_792_095_500_000_000)
    #expect(TraceTime.nanoseconds(1_795_792_095_500) == 1_795_792_095_500_000_000)
    #expect(TraceTime.nanoseconds(-1) == nil && TraceTime.nanoseconds(true) == nil)
  }

  @Test func `a text is read as what it stands for`() {
    #expect(RecordedPayload.value(of: "True") == true && RecordedPayload.value(of: "None") == .null)
    #expect(RecordedPayload.value(of: "{\"a\": 1}") == ["a": 1] && RecordedPayload.value(of: "{a") == "{a")
    #expect(RecordedPayload.value(of: "12 apples") == "12 apples")
  }

  @Test func `a failure has the name of its class`() {
    #expect(FailureName.ofMessage("ConnectionError('no answer')") == "ConnectionError")
    #expect(FailureName.ofMessage("Nothing works: help") == nil)
    #expect(FailureName.of(type: "a.b.TooLate", message: nil) == "TooLate")
    #expect(FailureName.of(type: nil, message: "no idea") == "error")
  }

  @Test func `only a text that says whom it hands over to is a narrated handoff`() {
    let narration = Narration(["Seat Booking", "faq"])
    #expect(narration.receiver(in: "I'm transferring you to our seat-booking agent now.") == "Seat Booking")
    #expect(narration.receiver(in: "Transferring you to somebody else.") == nil)
    #expect(narration.receiver(in: "The FAQ says that seat booking opens at nine.") == nil)
  }
}
