import HandoffFuzzing
import HandoffSchema

/// A consumer in Swift that has so long for each payload, and whose every case is noted before it is run.
///
/// What it records through `#expect` or `XCTAssert` while it has a payload counts as its refusal of that payload.
final class TimedConsumer<Result>: HandoffConsumer {
  /// How often the consumer may not answer in time before it is given up: each time costs the whole limit.
  private static var hangLimit: Int { 3 }

  private let consumer: PayloadConsumer<Result>
  private let desk: CaseDesk
  /// How many failures the test of XCTest has; `nil` where no such test runs.
  private let failureCount: (() -> Int)?
  private var note: CaseNote?
  private var hangs = 0
  /// What the consumer had when it did not return; it may still be at work on that.
  private var abandoned: HandoffCase.Content?
  private var reads = ReadTally()
  private var misused: HandoffCase.Content?
  /// How many cases were run.
  private(set) var runs = 0
  private(set) var surrender: String?

  let language = ConsumerLanguage.swift

  /// Wraps a closure.
  ///
  /// - Parameters:
  ///   - desk: Watches the time.
  ///   - failureCount: How many failures the test of XCTest has.
  ///   - body: The closure.
  init(_ desk: CaseDesk, failureCount: (() -> Int)? = nil, _ body: @escaping (Payload) async throws -> Result)
  {
    self.desk = desk
    self.failureCount = failureCount
    consumer = PayloadConsumer(foreign: FoundationCoding.standard, body)
  }

  /// Begins with a handoff.
  func begin(_ note: CaseNote?) {
    self.note = note
    reads = ReadTally()
    misused = nil
  }

  /// Takes the note away: the process is still there.
  func end() { note = nil }

  func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer {
    guard case .payload(let value) = handoffCase.content else { return .rejected("not JSON") }
    if let abandoned, abandoned == handoffCase.content { return .timedOut }
    if let surrender { return .rejected(surrender) }
    runs += 1
    note?.write(handoffCase)
    let payload = Payload(value, foreign: FoundationCoding.standard)
    let failuresBefore = failureCount?() ?? 0
    let end = await desk.run(handoffCase, consumer, payload)
    guard let answer = end.answer else {
      hangs += 1
      if !end.isBack {
        abandoned = handoffCase.content
        surrender =
          "the consumer did not return, not even when it was cancelled, and must not be called beside itself"
      } else if hangs >= Self.hangLimit {
        surrender = "the consumer did not answer in time \(hangs) times"
      }
      return .timedOut
    }
    if let failureCount, failureCount() > failuresBefore {
      misused = handoffCase.content
      surrender = "an assertion of XCTest failed inside of the consumer"
      return .rejected("an assertion of XCTest failed inside of the consumer")
    }
    if !end.complaints.isEmpty { return .rejected(end.complaints.joined(separator: "; ")) }
    if case .accepted = answer { reads.add(payload.record, of: value) }
    return answer
  }

  /// Says that an assertion of XCTest failed inside of the consumer, where no failure says so with its payload.
  func addMisuse(on handoff: String, to outcome: inout CheckOutcome) {
    guard let misused else { return }
    let attachment = CheckOutcome.Attached(misused, of: handoff)
    guard !outcome.failures.contains(where: { $0.attachment == attachment }) else { return }
    let shown =
      switch misused {
      case .payload(let payload): payload.text()
      case .text(let text): text
      }
    outcome.failures.append(
      CheckOutcome.Failure(
        text: """
          an assertion of XCTest failed inside of the consumer on \(handoff), and the check ended there.
            payload: \(shown)
            why: XCTest counts the assertion as a failure of the test, whether the payload was to be refused or not, and \
          nothing can take that back.
            remedy: Refuse by throwing: throw HandoffRefusal("why").
          """, attachment: attachment))
  }

  /// Members with one of these names that were sent and that the consumer never looked at, where that can be told.
  func unread(on handoff: String, of names: Set<ExactString>) -> [String] {
    let unread = reads.unread(of: names)
    guard !unread.isEmpty else { return [] }
    return [
      "\(handoff): the consumer never looked at \(unread.joined(separator: ", ")), in \(reads.count) payloads that it "
        + "accepted"
    ]
  }
}
