import HandoffFuzzing
import XCTest

extension XCTestCase {
  /// Records an outcome: each failure at the caller's line; warnings, which XCTest does not have, are printed there.
  func record(_ outcome: CheckOutcome, _ file: StaticString, _ line: UInt) {
    for warning in outcome.warnings { print("\(file):\(line): warning: \(warning)") }
    for failure in outcome.failures {
      #if canImport(ObjectiveC)
        if let attachment = failure.attachment {
          let attached = XCTAttachment(string: attachment.text)
          attached.name = attachment.name
          attached.lifetime = .keepAlways
          add(attached)
        }
      #endif
      XCTFail(failure.text, file: file, line: line)
    }
  }

  /// The place of a call in this test.
  func site(_ file: StaticString, _ line: UInt) -> CheckSite {
    CheckSite(file: "\(file)", line: Int(line), test: name)
  }

  /// A consumer whose failing assertions of XCTest are seen.
  func timed<Result>(
    _ desk: CaseDesk, _ body: @escaping (Payload) async throws -> Result
  ) -> TimedConsumer<Result> {
    let run = testRun
    return TimedConsumer(desk, failureCount: { run?.failureCount ?? 0 }, body)
  }
}
