import Foundation
import HandoffSchema
import Testing

/// A server in Python that treats each payload as the consumer of ``CheckedConsumer`` does.
private final class Server {
  let process = Process()
  let port: String

  /// Starts it; `body` sets `status` and `text` for the payload `p`, `None` where it is no JSON.
  init(_ body: String, in folder: TemporaryFolder) throws {
    let script =
      CheckedConsumer.checking + """
        from http.server import BaseHTTPRequestHandler, HTTPServer
        def once(pairs):
            if len(dict(pairs)) != len(pairs): raise ValueError("a member twice")
            return dict(pairs)
        def number(text): raise ValueError(text)
        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *a): pass
            def do_POST(self):
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                # Given bytes, json.loads would guess their encoding.
                try: p = json.loads(raw.decode("utf-8"), object_pairs_hook=once, parse_constant=number)
                except ValueError: p = None

        """ + body.split(separator: "\n").map { "        \($0)\n" }.joined() + """
                data = text.encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
        server = HTTPServer(("127.0.0.1", 0), Handler)
        print(server.server_port, flush=True)
        server.serve_forever()

        """
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", try folder.add("server.py", script)]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    port = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self).filter(\.isNumber)
  }

  deinit { process.terminate() }
}

@Suite("Agents behind HTTP", .enabled(if: CheckedConsumer.hasPython, "there is no python3"))
struct HTTPCheckTests {
  private static let sound = """
    why = check(p)
    status, text = (422, why) if why else (200, json.dumps({"text": "x"}))
    """

  private func check(_ body: String, _ options: String...) throws -> BuiltTool.Outcome {
    let folder = try TemporaryFolder()
    _ = try folder.add("system.json", CheckedConsumer.manifest)
    let server = try Server(body, in: folder)
    return try withExtendedLifetime(server) {
      try BuiltTool.run(
        [
          "check", "system.json", "--handoff", "intake->solver", "--no-memory", "--http",
          "intake->solver=http://127.0.0.1:\(server.port)/",
        ] + options, in: folder.path(""))
    }
  }

  @Test func `a sound agent passes`() throws {
    let outcome = try check(Self.sound)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test func `an agent that takes what it should refuse fails, and one that breaks crashes`() throws {
    let lenient = try CheckedConsumer.failures(
      check("status, text = 200, json.dumps({\"text\": \"x\"})", "--format", "json"))
    #expect(lenient.map { $0["class"] } == ["silent-acceptance"])
    let broken =
      "if isinstance(p, dict) and p.get(\"attempts\") == 9: status, text = 500, \"KeyError: 9\"\nelse:\n"
      + Self.sound.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
    let crashed = try CheckedConsumer.failures(check(broken, "--format", "json"))
    #expect(crashed.map { $0["class"] } == ["crash"])
    #expect(crashed[0]["explanation"]?.stringValue?.contains("status 500: KeyError: 9") == true, "\(crashed)")
  }

  @Test func `an address where nobody serves payloads is no consumer`() throws {
    let wrong = try check("status, text = 404, \"\"")
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("status 404"), "\(wrong.errors)")
    let nobody = try BuiltTool.run(
      "check", "Fixtures/systems/customer-service.json", "--no-memory", "--handoff",
      "Triage Agent->FAQ Agent",
      "--http", "Triage Agent->FAQ Agent=http://127.0.0.1:1/")
    #expect(nobody.status == 2)
    #expect(nobody.errors.contains("is the agent running?"), "\(nobody.errors)")
  }

  @Test func `another machine is asked only on request`() throws {
    let outcome = try BuiltTool.run(
      "check", "Fixtures/systems/customer-service.json", "--http",
      "Triage Agent->FAQ Agent=http://agents.example/faq")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--allow-remote"), "\(outcome.errors)")
  }
}
