public import HandoffContracts
import HandoffSchema

/// Writes down each handoff of a running system, a JSON line each, for `handoff verify`, `check --examples` and
/// `infer`.
///
/// Payloads are held against the contract of their sender on the way. Safe to use from several tasks: every record is one
/// call of the sink.
public struct HandoffRecorder: Sendable {
  private let sink: any RecordSink
  private let clock: @Sendable () -> Int64
  private let options: RecordingOptions
  private let judge: RecordJudge

  /// Prepares a recorder.
  ///
  /// - Parameters:
  ///   - system: The system that runs; its contracts judge the payloads.
  ///   - sink: Takes the lines; see ``RecordFile``.
  ///   - options: What is kept of payloads.
  ///   - clock: Gives the nanoseconds since 1970-01-01T00:00:00Z.
  public init(
    _ system: AgentSystem, to sink: some RecordSink, options: RecordingOptions = RecordingOptions(),
    clock: @escaping @Sendable () -> Int64
  ) {
    self.sink = sink
    self.clock = clock
    self.options = options
    judge = RecordJudge(system: system, index: SystemIndex(system), schemas: SystemSchemas(system))
  }

  /// Writes a record down, with the time, the verdict and what the options keep of the payload.
  ///
  /// - Throws: What the sink throws.
  /// - Complexity: O(*n*) in the size of the payload, for schemas without alternatives.
  public func record(_ record: HandoffRecord) throws {
    try sink.append(Array((complete(record).json.text(.compact) + "\n").utf8))
  }

  /// The record as it is written.
  func complete(_ record: HandoffRecord) -> HandoffRecord {
    var record = record
    record.time = record.time ?? Timestamp.text(nanoseconds: clock())
    guard let payload = record.payload else { return record }
    record.verdict = record.verdict ?? judge.verdict(on: payload, record, along: handoffs(of: record))
    record.payload = nil
    switch options.payloads {
    case .nothing: break
    case .hashed: record.hash = HandoffRecord.hash(of: payload)
    case .whole:
      let kept = payload.redacting(options.redacted)
      record.payload = kept
      record.isRedacted = kept != payload
    }
    return record
  }

  /// The handoffs that a record may be of.
  private func handoffs(of record: HandoffRecord) -> [HandoffIndex] {
    guard let from = judge.index.agent(named: record.from),
      let to = record.to.flatMap({ judge.index.agent(named: $0) })
    else { return [] }
    let between = judge.index.handoffs(from: from).filter { judge.index.target(of: $0) == to }
    return judge.handoffs(of: record, among: between).filter { judge.answers($0, record.reason) }
  }
}
