import Foundation
import HandoffFuzzing
import HandoffSchema
import HandoffTestSupport
import Testing

@testable import HandoffChecking

/// A server in Python that treats connections as a script says.
private final class RawServer {
  private let process = Process()
  let endpoint: HTTPEndpoint

  /// Starts it; the script has the listening `server`, `take()`, which returns the next connection with its request
  /// read, and `answer(connection, text)`.
  init(_ script: String) throws {
    let prelude = """
      import socket, time
      def listen(port=0):
          s = socket.socket()
          s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
          s.bind(("127.0.0.1", port)); s.listen(5)
          return s
      server = listen()
      port = server.getsockname()[1]
      def take():
          c, _ = server.accept()
          got = b""
          while b"\\r\\n\\r\\n" not in got: got += c.recv(65536)
          return c
      def answer(c, text): c.sendall(text.encode()); c.close()
      ok = "HTTP/1.0 200 OK\\r\\nContent-Length: 15\\r\\n\\r\\n{\\"accepted\\": 1}"
      print(port, flush=True)

      """
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", prelude + script]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let port = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self).filter(\.isNumber)
    endpoint = try HTTPEndpoint(parsing: "http://127.0.0.1:\(port)/handoff")
  }

  deinit { process.terminate() }
}

@Suite("Consumers behind HTTP")
struct HTTPConsumerTests {
  private let handoffCase = HandoffCase(handoff: "a->b", index: 0, content: .payload(["seat": 1]))

  private func consumer(_ server: RawServer, timeout: Duration = .seconds(10)) -> HTTPConsumer {
    HTTPConsumer(server.endpoint, ProgramConduct(timeout: timeout), failureTag: "failure")
  }

  private func how(_ answer: ConsumerAnswer) -> String? {
    if case .crashed(let crash) = answer { crash.how } else { nil }
  }

  @Test func `an agent that ends is told to be gone, and blames no later payload`() async throws {
    let server = try RawServer("answer(take(), ok); c = take(); server.close(); time.sleep(600)")
    let consumer = consumer(server, timeout: .milliseconds(300))
    #expect(await consumer.answer(handoffCase) == .accepted(answer: 1, understood: nil))
    #expect(await consumer.answer(handoffCase) == .timedOut)
    #expect(consumer.surrender == nil)
    _ = await consumer.answer(handoffCase)
    #expect(consumer.surrender?.contains("the agent is gone") == true, "\(consumer.surrender ?? "")")
  }

  @Test func `an agent that is started again is waited for`() async throws {
    let server = try RawServer(
      "c = take(); server.close(); answer(c, ok); time.sleep(0.2); server = listen(port)\nanswer(take(), ok)")
    let consumer = consumer(server)
    #expect(await consumer.answer(handoffCase) == .accepted(answer: 1, understood: nil))
    #expect(await consumer.answer(handoffCase) == .accepted(answer: 1, understood: nil))
    #expect(consumer.surrender == nil)
  }

  @Test func `an address that points elsewhere is no consumer, and says where to go`() async throws {
    let server = try RawServer(
      #"while True: answer(take(), "HTTP/1.1 307 X\r\nLocation: /handoff/\r\nContent-Length: 0\r\n\r\n")"#)
    let consumer = consumer(server)
    _ = await consumer.answer(handoffCase)
    #expect(consumer.surrender?.contains(#"status 307 points to "/handoff/""#) == true)
  }

  @Test func `a connection that is closed without a word is a crash of its payload`() async throws {
    let server = try RawServer("while True: take().close()")
    let consumer = consumer(server)
    #expect(how(await consumer.answer(handoffCase)) == "the connection was closed without an answer")
    #expect(consumer.surrender == nil)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      // A head without an end, in pieces that never stop; one byte now and then; a body that is too long.
      "while True: c.send(b\"X: 1\\r\\n\")", "while True: c.send(b\"H\"); time.sleep(0.02)",
      "c.send(b\"HTTP/1.0 200 OK\\r\\n\\r\\n\")\nwhile True: c.send(b\"1\")",
    ])
  func `a server that sends without end is left in time`(script: String) async throws {
    let server = try RawServer(
      "c = take(); c.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)\n\(script)")
    let start = ContinuousClock.now
    #expect(await consumer(server, timeout: .milliseconds(300)).answer(handoffCase) == .timedOut)
    #expect(start.duration(to: .now) < .seconds(10))
  }

  @Test func `an answer of more than sixteen megabytes is told`() async throws {
    let server = try RawServer(
      "c = take(); c.sendall(b\"HTTP/1.0 200 OK\\r\\n\\r\\n\" + b\"1\" * (18 << 20)); time.sleep(600)")
    #expect(how(await consumer(server).answer(handoffCase)) == "an answer of more than 16 MB")
  }
}
