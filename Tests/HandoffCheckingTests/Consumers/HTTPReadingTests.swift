import Testing

@testable import HandoffChecking

@Suite("Reading answers of HTTP")
struct HTTPReadingTests {
  /// Hands an answer over in pieces of one length.
  private func read(_ text: String, by length: Int, isClosed: Bool = true) -> HTTPReading.State {
    let bytes = Array(text.utf8)
    var reading = HTTPReading()
    var state = HTTPReading.State.unfinished
    for start in stride(from: 0, to: bytes.count, by: length) where state == .unfinished {
      state = reading.take(bytes[start..<min(start + length, bytes.count)], isOver: false)
    }
    return state == .unfinished && isClosed ? reading.take([], isOver: true) : state
  }

  private func whole(_ status: Int, _ body: String, to location: String? = nil) -> HTTPReading.State {
    .whole(HTTPResponse(status: status, location: location, body: Array(body.utf8)))
  }

  @Test(arguments: [1, 2, 3, 7, 1_000])
  func `an answer is the same in pieces of any length`(length: Int) {
    #expect(read("HTTP/1.1 200 OK\r\nA: b\r\n\r\n{}", by: length) == whole(200, "{}"))
    #expect(
      read("HTTP/1.0 200\r\ncontent-LENGTH: \t2 \r\n\r\n{}", by: length, isClosed: false) == whole(200, "{}"))
    #expect(
      read("HTTP/1.1 307 X\r\nLocation: /there/\r\nContent-Length: 0\r\n\r\n", by: length)
        == whole(307, "", to: "/there/"))
    #expect(read("HTTP/1.1 204 No Content\r\n\r\n", by: length, isClosed: false) == whole(204, ""))
  }

  @Test(arguments: [1, 2, 3, 7, 1_000])
  func `an answer in chunks is put together`(length: Int) {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    #expect(
      read(head + "4;x=y\r\n{\"a\"\r\nA\r\n:12345678}\r\n0\r\n\r\n", by: length, isClosed: false)
        == whole(200, "{\"a\":12345678}"))
    #expect(read(head + "0\r\n\r\n", by: length, isClosed: false) == whole(200, ""))
    for garbage in [
      "x\r\n", "-1\r\n", "+1\r\na\r\n0\r\n\r\n", "2\r\nabc\r\n0\r\n\r\n", "7FFFFFFFFFFFFFFF\r\na",
      "80000000000000000\r\n", "4\r\nab", "\r\n", String(repeating: "1", count: 2_000),
    ] {
      #expect(read(head + garbage, by: length) == .broken, "\(garbage.prefix(20))")
    }
  }

  @Test func `what is no answer, or not all of it, is told`() {
    for text in [
      "", "hello", "HTTP/1.1 200 OK\r\n", "HTTP/1.1\r\n\r\n", "HTTP/1.1 99999999999999999999 X\r\n\r\n",
      "HTTP/1.1 20 X\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
      "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc",
      "HTTP/1.1 200 OK\r\nContent-Length: 5x\r\n\r\nabcde",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nabc",
    ] {
      #expect(read(text, by: 5) == .broken, "\(text)")
    }
  }

  @Test func `bytes that are no text stay as they are in a body and do no harm in a head`() {
    var reading = HTTPReading()
    let head =
      Array("HTTP/1.1 400 ".utf8) + [0xFF, 0xFE] + Array("\r\nX: ".utf8) + [0xC3] + Array("\r\n\r\n".utf8)
    let state = reading.take((head + [0x80, 0x00])[...], isOver: true)
    #expect(state == .whole(HTTPResponse(status: 400, location: nil, body: [0x80, 0x00])))
  }

  @Test(.timeLimit(.minutes(1)))
  func `a head without an end costs each byte once`() {
    var reading = HTTPReading()
    let piece = Array("X: 0123456789\r\n".utf8)[...]
    for _ in 0..<20_000 { _ = reading.take(piece, isOver: false) }
    #expect(reading.count == 20_000 * piece.count)
    #expect(reading.take([], isOver: true) == .broken)
  }
}
