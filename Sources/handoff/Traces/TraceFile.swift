import HandoffChecking
import HandoffContracts
import HandoffRuntime
import HandoffSchema
import HandoffTraces

/// A file of recorded runs: one value a line, or one document that spans several lines.
enum TraceFile {
  /// A part of a file that can be read by itself.
  enum Piece: Sendable {
    /// A record of our own recorder.
    case record(HandoffRecord)
    /// Spans of another format.
    case spans(SpanBatch)
    /// Anything else of another format.
    case value(JSONValue)
    /// Something that cannot be read, and why.
    case unreadable(String)
    /// The whole file.
    case document([UInt8])
  }

  /// Small ones: what is parsed ahead takes many times the size of its text.
  private static let chunkSize = 1 << 18

  /// How many chunks are parsed while an earlier one is worked on.
  private static let ahead = 3

  /// Reads a file piece by piece; lines are parsed on other cores.
  ///
  /// A file whose first line is no JSON by itself but begins like it is one document, unless the next line is a record.
  ///
  /// - Parameters:
  ///   - name: The file; `-` is standard input.
  ///   - body: Gets each piece with the number of its line, in order.
  /// - Throws: ``FileError``.
  static func read(_ name: String, _ body: (Piece, Int) -> Void) async throws(FileError) {
    var reader = try LineChunkReader(name, chunkSize: chunkSize)
    let label = InputFile.label(name)
    var parsing: [(first: Int, task: Task<[(Int, Piece)], Never>)] = []
    var lines = 0
    var document: [UInt8]?
    while let chunk = try reader.next() {
      if let limit = chunk.lineLimit {
        let problem = Piece.unreadable("it is longer than \(limit) bytes")
        parsing.append((lines, Task { [(1, problem)] }))
      } else if document != nil || (lines == 0 && beginsDocument(chunk)) {
        document = (document ?? []) + chunk.bytes
        if let size = document?.count, size > LineChunkReader.lineLimit {
          return body(.unreadable("it is longer than \(LineChunkReader.lineLimit) bytes"), 1)
        }
      } else {
        let first = lines
        parsing.append((first, Task { pieces(of: chunk.bytes, after: first, of: label) }))
      }
      lines += chunk.lineCount
      if parsing.count > ahead {
        let next = parsing.removeFirst()
        for (line, piece) in await next.task.value { body(piece, next.first + line) }
      }
    }
    for next in parsing { for (line, piece) in await next.task.value { body(piece, next.first + line) } }
    guard let document else { return }
    guard isLines(document) else { return body(.document(document), 1) }
    for (line, piece) in pieces(of: document, after: 0, of: label) { body(piece, line) }
  }

  /// Whether a text that is no JSON has its records on lines, of which only the first one is torn.
  private static func isLines(_ text: [UInt8]) -> Bool {
    let lines = text.split(separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: true)
    return lines.count > 1 && lines[1].first(where: { $0 > 0x20 }) == UInt8(ascii: "{")
      && TornDocument.isWhole(Array(lines[1])) && !TornDocument.isWhole(text)
  }

  private static func pieces(of text: [UInt8], after first: Int, of file: String) -> [(Int, Piece)] {
    text.withUnsafeBufferPointer { buffer in
      var tape = JSONTape()
      return JSONLines(buffer).map { line in
        do throws(JSONSyntaxError) {
          let location = SourceLocation(file: file, line: first + line.number)
          return (line.number, try tape.parse(line.text) { piece(of: $0, at: location) })
        } catch {
          return (line.number, .unreadable("it is not JSON: \(error.reason)"))
        }
      }
    }
  }

  /// What a value is meant as.
  static func piece(of value: JSONValue, at location: SourceLocation) -> Piece {
    if let object = value.objectValue, let record = record(of: RecordMembers(object)) { return record }
    return SpanBatch(value, at: location).map { .spans($0) } ?? .value(value)
  }

  private static func piece(of line: TapeView, at location: SourceLocation) -> Piece {
    // Of a record only what it needs is made.
    if let members = RecordMembers(line), let record = record(of: members) { return record }
    return piece(of: line.value(at: 0), at: location)
  }

  /// The record of its members; `nil` where they are meant as something else.
  private static func record(of members: RecordMembers) -> Piece? {
    guard members.resembleRecord else { return nil }
    do throws(HandoffRecord.Malformed) {
      return .record(try HandoffRecord(members))
    } catch {
      return .unreadable(error.description)
    }
  }

  private static func beginsDocument(_ chunk: LineChunk) -> Bool {
    guard let first = chunk.lines.first?.bytes,
      let begin = first.first(where: { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF })
    else { return false }
    guard begin == UInt8(ascii: "{") || begin == UInt8(ascii: "[") else { return false }
    return !TornDocument.isWhole(first)
  }
}
