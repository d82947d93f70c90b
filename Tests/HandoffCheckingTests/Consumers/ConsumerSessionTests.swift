import Foundation
import HandoffTestSupport
import Testing

@testable import HandoffChecking

@Suite("Talking with a consumer process")
struct ConsumerSessionTests {
  private static let environment = ProcessEnvironment.ofThisProcess()
  private static let limit = Duration.seconds(10)

  private func session(_ words: String...) throws -> ConsumerSession {
    try ConsumerSession(ProgramCall(words: words, folder: Self.environment.folder), in: Self.environment)
  }

  private func python(_ script: String) throws -> ConsumerSession {
    try session("python3", "-c", script)
  }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test func `one line out brings one line in`() throws {
    let session = try session("cat")
    for number in 0..<200 {
      #expect(session.ask(bytes("line \(number)"), timeout: Self.limit) == .line(bytes("line \(number)")))
    }
  }

  @Test func `a line of megabytes passes both ways`() throws {
    let session = try session("cat")
    let line = [UInt8](repeating: 65, count: 3_000_000)
    #expect(session.ask(line, timeout: Self.limit) == .line(line))
  }

  @Test func `a program that is silent is given up after the timeout`() throws {
    let session = try session("sleep", "600")
    #expect(session.ask(bytes("x"), timeout: .milliseconds(50)) == .silent)
  }

  @Test func `a program that exits at once is seen to end, with what it complained about`() throws {
    let session = try session("sh", "-c", "echo one >&2; echo two >&2; exit 3")
    #expect(session.ask(bytes("x"), timeout: Self.limit) == .ended(.exit(3)))
    #expect(session.lastComplaints() == ["one", "two"])
  }

  @Test func `a program that a signal ends is seen to`() throws {
    let session = try session("sh", "-c", "read line; kill -SEGV $$")
    #expect(session.ask(bytes("x"), timeout: Self.limit) == .ended(.signal(11)))
  }

  @Test func `an end is seen although a child of the program holds the pipe`() throws {
    let session = try session("sh", "-c", "sleep 600 & exit 4")
    #expect(session.ask(bytes("x"), timeout: Self.limit) == .ended(.exit(4)))
  }

  @Test func `an answer without a line end, or without an end at all, is no answer`() throws {
    let short = try session("sh", "-c", "read line; printf abc")
    #expect(short.ask(bytes("x"), timeout: Self.limit) == .ended(.exit(0)))
    let endless = try session("sh", "-c", "read line; cat /dev/zero")
    // Compared outside the expectation, which would print megabytes.
    let isEndless = endless.ask(bytes("x"), timeout: Self.limit) == .endless
    #expect(isEndless)
  }

  @Test func `a second line for one question is noticed`() throws {
    let session = try session("sh", "-c", "read line; printf 'a\\nb\\n'; read line")
    #expect(session.ask(bytes("x"), timeout: Self.limit) == .line(bytes("a")))
    #expect(session.ask(bytes("y"), timeout: Self.limit) == .unasked(bytes("b")))
  }

  @Test func `a flood on standard error blocks nobody`() throws {
    let script = """
      import sys
      for line in sys.stdin:
          sys.stderr.write("noise\\n" * 200000)
          sys.stderr.flush()
          print(line, end="", flush=True)
      """
    let session = try python(script)
    for number in 0..<3 {
      #expect(session.ask(bytes("\(number)"), timeout: Self.limit) == .line(bytes("\(number)")))
    }
  }

  @Test func `a program that answers without reading cannot block`() throws {
    let script = """
      import sys
      sys.stdout.write("a" * 1000000 + "\\n"); sys.stdout.flush()
      sys.stdin.read()
      """
    let session = try python(script)
    let line = [UInt8](repeating: 66, count: 1_000_000)
    // Whether the answer was there before the question is a matter of time.
    let answer = [UInt8](repeating: 97, count: 1_000_000)
    switch session.ask(line, timeout: Self.limit) {
    case .line(let line): #expect(line == answer)
    case .unasked: break
    case let other: Issue.record("\(other)")
    }
  }

  @Test func `a program runs in the folder that was asked for, its words as they are`() throws {
    let call = ProgramCall(
      words: ["sh", "-c", "pwd -P; echo \"$1\"; cat", "sh", "a '\"$x b"], folder: "/usr/bin")
    let session = try ConsumerSession(call, in: Self.environment)
    // The two lines stand there unasked; which of them the first question meets is a matter of time.
    let first = session.ask(bytes("x"), timeout: Self.limit)
    #expect([.line(bytes("/usr/bin")), .unasked(bytes("/usr/bin"))].contains(first))
  }

  @Test func `neither the program nor its children outlive the session`() throws {
    var session: ConsumerSession? = try self.session(
      "sh", "-c", "trap '' TERM; sleep 600 & read line; echo $$ $!; wait")
    guard case .line(let line)? = session?.ask(bytes("x"), timeout: Self.limit) else {
      Issue.record("no answer")
      return
    }
    session = nil
    let numbers = String(decoding: line, as: UTF8.self).split(separator: " ").compactMap { Int32($0) }
    #expect(numbers.count == 2)
    // A killed process needs a moment of the processor to go.
    for _ in 0..<200 where numbers.contains(where: ProcessProbe.isRunning) { usleep(50_000) }
    for number in numbers { #expect(!ProcessProbe.isRunning(number), "\(number)") }
  }

  @Test func `a program that cannot be started is named with the reason`() {
    let surroundings = Self.environment
    func failure(_ word: String) -> ProgramCall.Failure? {
      do {
        _ = try ConsumerSession(ProgramCall(words: [word], folder: "/"), in: surroundings)
        return nil
      } catch {
        return error
      }
    }
    #expect(failure("no-such-program-at-all") == .notFoundInPath(program: "no-such-program-at-all"))
    #expect(failure("./nothing") == .notFound(program: "./nothing"))
    #expect(failure("/etc/passwd") == .notExecutable(program: "/etc/passwd"))
    #expect(failure("/tmp") == .notExecutable(program: "/tmp"))
  }
}
