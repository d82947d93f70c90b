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
  mutating func read(_ name: String, into sink: Sink) throws(FileError) {
    let label = InputFile.label(name)
    var reader = reader
    reader.begin(file: label)
    try TraceFile.read(name) { piece, line in
      let location = SourceLocation(file: label, line: line)
      switch piece {
      case .tooLong(let limit): sink.refuse("it is longer than \(limit) bytes", location)
      case .line(let bytes):
        do throws(JSONSyntaxError) {
          Self.read(try JSONDocument(parsing: bytes).value, at: location, &reader, sink)
        } catch {
          sink.refuse("it is not JSON: \(error.reason)", location)
        }
      case .document(let bytes):
        let torn = TornDocument.values(bytes)
        for value in torn.values { Self.read(value, at: location, &reader, sink) }
        if torn.isTorn || torn.values.isEmpty {
          let reason = Self.problem(bytes)
          sink.refuse("it is not JSON: \(reason)", location)
        }
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

  private static func read(
    _ value: JSONValue, at location: SourceLocation, _ reader: inout TraceReader, _ sink: Sink
  ) {
    guard HandoffRecord.resembles(value) else {
      reader.read(value, at: location)
      for run in reader.take() { sink.run(run) }
      return
    }
    do throws(HandoffRecord.Malformed) {
      sink.record(try HandoffRecord(value), location)
    } catch {
      sink.refuse(error.description, location)
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
