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

  @Test func `a name of a handoff fits into a header`() {
    #expect(HTTPConsumer.escaped("a->b é%\r\n") == "a->b%20%C3%A9%25%0D%0A")
  }
}
