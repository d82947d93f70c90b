import HandoffRouting
package import HandoffSchema

/// The command's own JSON, with everything that it knows.
package enum JSONFormat: ReportFormat {
  /// The name on the command line.
  package static let name = "json"
  /// What reads it.
  package static let summary = "programs; everything that the command knows"

  /// Writes a document.
  package static func text(of document: any ReportDocument, _ manner: ReportManner) -> String {
    String(decoding: bytes(of: document.json), as: UTF8.self)
  }

  /// The text of a document in UTF-8, with a line break at its end; long arrays are written in pieces side by side.
  package static func bytes(of document: JSONValue) -> [UInt8] {
    var bytes: [UInt8] = []
    document.write(.pretty, into: &bytes, arraysFrom: ConcurrentWork.pieceSize) {
      elements, depth, bytes in
      let parts = ConcurrentWork.results(ofPiecesOf: elements) { piece in
        var part: [UInt8] = []
        JSONValue.write(
          elements: piece, areFirst: piece.startIndex == 0, style: .pretty, depth: depth, into: &part)
        return part
      }
      bytes.reserveCapacity(bytes.count + parts.reduce(0) { $0 + $1.count })
      for part in parts { bytes += part }
    }
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }
}
