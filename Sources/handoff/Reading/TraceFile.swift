import HandoffChecking
import HandoffTraces

/// A file of recorded runs: one value a line, or one document that spans several lines.
enum TraceFile {
  /// A part of a file that can be read by itself.
  enum Piece {
    /// A line that is not blank.
    case line([UInt8])
    /// The whole file.
    case document([UInt8])
    /// A line, or a document, that is longer than this many bytes.
    case tooLong(Int)
  }

  /// Reads a file piece by piece.
  ///
  /// A file whose first line is no JSON by itself but begins like it is one document.
  ///
  /// - Parameters:
  ///   - name: The file; `-` is standard input.
  ///   - body: Gets each piece with the number of its line.
  /// - Throws: ``FileError``.
  static func read(_ name: String, _ body: (Piece, Int) -> Void) throws(FileError) {
    var reader = try LineChunkReader(name)
    var lines = 0
    var document: [UInt8]?
    while let chunk = try reader.next() {
      if let limit = chunk.lineLimit {
        body(.tooLong(limit), lines + 1)
      } else if document != nil || (lines == 0 && beginsDocument(chunk)) {
        document = (document ?? []) + chunk.bytes
        if let size = document?.count, size > LineChunkReader.lineLimit {
          return body(.tooLong(LineChunkReader.lineLimit), 1)
        }
      } else {
        for line in chunk.lines { body(.line(line.bytes), lines + line.number) }
      }
      lines += chunk.lineCount
    }
    if let document { body(.document(document), 1) }
  }

  private static func beginsDocument(_ chunk: LineChunk) -> Bool {
    guard let first = chunk.lines.first?.bytes,
      let begin = first.first(where: { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF })
    else { return false }
    guard begin == UInt8(ascii: "{") || begin == UInt8(ascii: "[") else { return false }
    return !TornDocument.isWhole(first)
  }
}
