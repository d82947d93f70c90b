import Testing

@testable import HandoffChecking

@Suite("Addresses of agents")
struct HTTPEndpointTests {
  @Test(arguments: [
    ("http://localhost:8080/handoff", "http://localhost:8080/handoff", true),
    ("HTTP://127.1.2.3", "http://127.1.2.3:80/", true),
    ("http://[::1]:9/a?b=c#d", "http://[::1]:9/a?b=c", true),
    ("http://example.com?q", "http://example.com:80/?q", false),
    ("http://127.0.0.1.example.com/", "http://127.0.0.1.example.com:80/", false),
    ("http://10.0.0.1:1/", "http://10.0.0.1:1/", false),
  ])
  func `an address is read, and known to be of this machine or not`(
    text: String, expected: String, isLoopback: Bool
  ) throws {
    let endpoint = try HTTPEndpoint(parsing: text)
    #expect(endpoint.description == expected)
    #expect(endpoint.isLoopback == isLoopback)
  }

  @Test(arguments: [
    ("https://localhost/", HTTPEndpoint.Failure.isEncrypted), ("localhost:80", .notHTTP),
    ("http://", .noHost),
    ("http:///a", .noHost), ("http://:80/", .noHost), ("http://a@b/", .noHost),
    ("http://a:0/", .badPort("0")),
    ("http://a:x/", .badPort("x")), ("http://a:70000/", .badPort("70000")), ("http://a/b c", .badCharacter),
    ("http://é/", .badCharacter), ("http://a/\r\nX: 1", .badCharacter),
  ])
  func `what is no address is refused`(text: String, failure: HTTPEndpoint.Failure) {
    #expect(throws: failure) { try HTTPEndpoint(parsing: text) }
  }

  @Test func `an answer is taken when all of it is there`() {
    func status(_ text: String, isWhole: Bool) -> Int? {
      HTTPExchange.response(Array(text.utf8), isWhole: isWhole)?.status
    }
    #expect(status("HTTP/1.1 200 OK\r\n", isWhole: false) == nil)
    #expect(status("HTTP/1.1 200 OK\r\n\r\nab", isWhole: false) == nil)
    #expect(status("HTTP/1.1 200 OK\r\n\r\nab", isWhole: true) == 200)
    #expect(status("HTTP/1.0 404 No\r\ncontent-length:  2\r\n\r\nab", isWhole: false) == 404)
    // An answer that was cut off is none.
    #expect(status("HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nab", isWhole: true) == nil)
    #expect(status("SSH-2.0\r\n\r\n", isWhole: true) == nil)
    #expect(status("HTTP/1.1 x\r\n\r\n", isWhole: true) == nil)
  }

  @Test func `a name of a handoff fits into a header`() {
    #expect(HTTPConsumer.escaped("a->b é%\r\n") == "a->b%20%C3%A9%25%0D%0A")
  }
}
