import HandoffFuzzing
import HandoffReports

/// A consumer that is a program: it is started when it is needed, and again after it ended or hung.
final class ProcessConsumer: HandoffConsumer {
  /// How often in a row a fresh start may end without any answer ever before the program is given up.
  static let startsWithoutAnswer = 3
  /// How often the program may hang before it is given up; each time costs the whole timeout.
  static let hangs = 5

  let call: ProgramCall
  private let surroundings: Surroundings
  private let timeout: Duration
  private let failureTag: String?
  private var session: ConsumerSession?
  private var hasAnswered = false
  private var fruitlessStarts = 0
  private var hangCount = 0

  /// Why the program is not run any more; `nil` while it is.
  private(set) var surrender: String?

  let readsText = true

  /// Takes the program; nothing is started yet.
  ///
  /// - Parameters:
  ///   - call: The program.
  ///   - surroundings: The environment that it gets.
  ///   - timeout: The longest that one answer may take.
  ///   - failureTag: The member that names the kind in a failure payload of the consumer's contract; `nil`
  ///     where its failures are not tagged.
  init(_ call: ProgramCall, in surroundings: Surroundings, timeout: Duration, failureTag: String?) {
    self.call = call
    self.surroundings = surroundings
    self.timeout = timeout
    self.failureTag = failureTag
  }

  func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer {
    if let surrender { return .crashed(surrender) }
    let session: ConsumerSession
    if let running = self.session {
      session = running
    } else {
      do throws(ProgramCall.Failure) {
        session = try ConsumerSession(call, in: surroundings)
      } catch {
        return lost(.crashed("it cannot be started: \(error)"))
      }
      self.session = session
    }
    switch session.ask(ConsumerProtocol.line(for: handoffCase), timeout: timeout) {
    case .line(let line):
      do throws(ConsumerProtocol.Failure) {
        let answer = try ConsumerProtocol.answer(line, failureTag: failureTag)
        hasAnswered = true
        return answer
      } catch {
        return lost(.crashed(error.explanation))
      }
    case .ended(let state):
      return lost(.crashed("it \(Self.words(state)) before it answered" + lastWords(session)))
    case .silent:
      hangCount += 1
      return lost(.timedOut)
    case .endless:
      return lost(
        .crashed("it wrote more than \(ConsumerSession.lineLimit >> 20) MB without ending the line"))
    case .unasked(let line):
      let shown = TerminalText.quoted(String(decoding: line.prefix(512), as: UTF8.self))
      return lost(
        .crashed("it wrote a line that nobody asked for: \(shown); write one line for each that comes in"))
    }
  }

  /// Lets the program end.
  func finish() {
    session?.finish()
    session = nil
  }

  /// Notes that the program has to be started again, unless it is hopeless.
  private func lost(_ answer: ConsumerAnswer) -> ConsumerAnswer {
    session = nil
    if !hasAnswered { fruitlessStarts += 1 }
    if !hasAnswered, fruitlessStarts >= Self.startsWithoutAnswer {
      surrender =
        "\(call): no answer in \(fruitlessStarts) starts; at last \(Self.words(answer))"
    } else if hangCount >= Self.hangs {
      surrender = "\(call): no answer in time for \(hangCount) payloads; each costs the timeout of \(timeout)"
    }
    return answer
  }

  private func lastWords(_ session: ConsumerSession) -> String {
    let lines = session.lastComplaints()
    return lines.isEmpty ? "" : "; its last words: \(lines.joined(separator: " | "))"
  }

  private static func words(_ state: ChildProcess.ExitState?) -> String {
    switch state {
    case .exit(let status): "ended with status \(status)"
    case .signal(let number): "was ended by signal \(number)"
    case nil: "closed its output"
    }
  }

  private static func words(_ answer: ConsumerAnswer) -> String {
    switch answer {
    case .crashed(let how): how
    default: "it did not answer in time (does it flush its output after each line?)"
    }
  }
}
