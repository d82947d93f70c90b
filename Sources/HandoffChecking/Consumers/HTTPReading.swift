/// Puts an answer of HTTP together from the pieces in which it arrives, each byte of which is looked at once.
struct HTTPReading {
  /// What is known so far.
  enum State: Sendable, Hashable {
    case unfinished
    case whole(HTTPResponse)
    /// It is no HTTP, or ends before its end.
    case broken
  }

  private struct Head {
    var status: Int
    var location: String?
    /// Where the body begins.
    var end: Int
    var extent: Extent
  }

  /// How the end of the body is told (RFC 9112 section 6.3).
  private enum Extent {
    case length(Int)
    case chunks
    case connection
  }

  private static let mark = Array("\r\n\r\n".utf8)
  /// The longest line in front of a chunk, in bytes.
  private static let chunkLine = 1_024

  private var bytes: [UInt8] = []
  private var head: Head?
  /// The end of the head does not begin before it.
  private var searched = 0
  /// Where the next chunk begins.
  private var nextChunk = 0
  private var chunks: [UInt8] = []

  /// How many bytes have arrived.
  var count: Int { bytes.count }

  /// Takes a piece.
  ///
  /// - Parameters:
  ///   - piece: What arrived.
  ///   - isOver: Whether nothing more will come.
  /// - Returns: What is known with it.
  mutating func take(_ piece: ArraySlice<UInt8>, isOver: Bool) -> State {
    bytes += piece
    if head == nil, let end = endOfHead() {
      guard let found = Self.head(bytes[..<end], end: end + Self.mark.count) else { return .broken }
      head = found
      nextChunk = found.end
    }
    guard let head else { return isOver ? .broken : .unfinished }
    return body(head, isOver: isOver)
  }

  private mutating func endOfHead() -> Int? {
    let last = bytes.count - Self.mark.count
    while searched <= last {
      if bytes[searched] == Self.mark[0], bytes[searched...].starts(with: Self.mark) { return searched }
      searched += 1
    }
    return nil
  }

  private static func head(_ bytes: ArraySlice<UInt8>, end: Int) -> Head? {
    let lines = bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.map {
      String(decoding: $0, as: UTF8.self)
    }
    let words = (lines.first ?? "").split(separator: " ")
    guard words.count >= 2, words[0].hasPrefix("HTTP/"), let status = Int(words[1]),
      (100...999).contains(status)
    else { return nil }
    func field(_ name: String) -> String? {
      for line in lines.dropFirst() {
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == name else { continue }
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        return String(parts[1].drop(while: isBlank).reversed().drop(while: isBlank).reversed())
      }
      return nil
    }
    var result = Head(status: status, location: field("location"), end: end, extent: .connection)
    if status == 204 || status == 304 {
      result.extent = .length(0)
    } else if let coding = field("transfer-encoding") {
      // No server may answer so to HTTP 1.0, and some do.
      guard coding.lowercased() == "chunked" else { return nil }
      result.extent = .chunks
    } else if let length = field("content-length") {
      guard let number = Int(length), number >= 0 else { return nil }
      result.extent = .length(number)
    }
    return result
  }

  private mutating func body(_ head: Head, isOver: Bool) -> State {
    switch head.extent {
    case .connection: return isOver ? whole(head, bytes[head.end...]) : .unfinished
    case .length(let length):
      if bytes.count - head.end >= length { return whole(head, bytes[head.end..<head.end + length]) }
    case .chunks:
      switch takeChunks() {
      case true?: return whole(head, chunks[...])
      case false?: return .broken
      case nil: break
      }
    }
    return isOver ? .broken : .unfinished
  }

  private func whole(_ head: Head, _ body: ArraySlice<UInt8>) -> State {
    .whole(HTTPResponse(status: head.status, location: head.location, body: Array(body)))
  }

  /// Takes the chunks that are there (RFC 9112 section 7.1): true behind the last one, false where it is none, `nil`
  /// where more has to come.
  private mutating func takeChunks() -> Bool? {
    while true {
      let window = bytes[nextChunk...].prefix(Self.chunkLine)
      guard let lineEnd = window.firstIndex(of: UInt8(ascii: "\n")) else {
        return window.count == Self.chunkLine ? false : nil
      }
      let digits = window[..<lineEnd].prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "\r") }
      guard let first = digits.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "+"),
        let size = Int(String(decoding: digits, as: UTF8.self).filter { $0 != " " }, radix: 16)
      else { return false }
      if size == 0 { return true }
      let start = lineEnd + 1
      guard bytes.count - start >= 2, size <= bytes.count - start - 2 else { return nil }
      guard bytes[start + size] == UInt8(ascii: "\r"), bytes[start + size + 1] == UInt8(ascii: "\n") else {
        return false
      }
      chunks += bytes[start..<start + size]
      nextChunk = start + size + 2
    }
  }
}
