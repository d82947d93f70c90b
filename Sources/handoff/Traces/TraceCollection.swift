import HandoffChecking
import HandoffContracts
import HandoffReports
import HandoffRuntime
import HandoffSchema
import HandoffTraces

/// Reads recorded runs of our own format and of others, file by file.
struct TraceCollection {
  /// What is made of what is read.
  struct Sink {
    /// A record of our own recorder.
    var record: (HandoffRecord, SourceLocation) -> Void
    /// Something that is no record, with what is wrong with it.
    var refuse: (String, SourceLocation) -> Void
    /// A run of another dialect.
    var run: (TracedRun) -> Void
  }

  private var reader: TraceReader

  init(_ system: AgentSystem?) { reader = TraceReader(system) }

  /// Reads a file.
  ///
  /// - Throws: ``FileError``.
  mutating func read(_ name: String, into sink: Sink) async throws(FileError) {
    let label = InputFile.label(name)
    var reader = reader
    reader.begin(file: label)
    try await TraceFile.read(name) { piece, line in
      let location = SourceLocation(file: label, line: line)
      guard case .document(let bytes) = piece else { return Self.take(piece, at: location, &reader, sink) }
      let torn = TornDocument.values(bytes)
      for value in torn.values {
        Self.take(TraceFile.piece(of: value, at: location), at: location, &reader, sink)
      }
      if torn.isTorn || torn.values.isEmpty {
        sink.refuse("it is not JSON: \(Self.problem(bytes))", location)
      }
    }
    self.reader = reader
  }

  private static func problem(_ bytes: [UInt8]) -> String {
    do throws(JSONSyntaxError) {
      _ = try JSONDocument(parsing: bytes)
      return "it has nothing in it"
    } catch {
      return "\(error.reason)"
    }
  }

  private static func take(
    _ piece: TraceFile.Piece, at location: SourceLocation, _ reader: inout TraceReader, _ sink: Sink
  ) {
    switch piece {
    case .record(let record): sink.record(record, location)
    case .unreadable(let reason): sink.refuse(reason, location)
    case .spans(let batch):
      reader.read(batch, at: location)
      for run in reader.take() { sink.run(run) }
    case .value(let value):
      reader.read(value, at: location)
      for run in reader.take() { sink.run(run) }
    case .document: break
    }
  }

  /// Ends reading.
  ///
  /// - Returns: What was read and what was not.
  mutating func finish(into sink: Sink) -> TraceTally {
    for run in reader.finish() { sink.run(run) }
    return reader.tally
  }
}
