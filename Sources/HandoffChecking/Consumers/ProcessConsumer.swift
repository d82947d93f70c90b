public import HandoffContracts
public import HandoffFuzzing
import HandoffSchema

/// A consumer that is a program: it is started when it is needed, and again after it ended or hung.
///
/// It gets each payload as a line on standard input and answers with a line on standard output, as
/// `docs/consumer-protocol.md` describes. Waiting for it blocks the thread that asks.
public final class ProcessConsumer: HandoffConsumer {
  /// How often in a row a fresh start may end without any answer ever before the program is given up.
  static let startsWithoutAnswer = 3
  /// How often the program may hang before it is given up; each time costs the whole timeout.
  static let hangs = 5
  /// After so much silence at the first question the program is suspected not to flush its output.
  private static let flushDoubt = Duration.seconds(1)
  /// How long a second program is waited for that answers only when its input ends.
  private static let flushPatience = Duration.seconds(2)
  /// After so many regular ends, or half as many after the same number of answers, the program is said to end early.
  private static let earlyEndLimit = 4
  /// After so many slips that did not happen again at once, a mistake is one all the same.
  private static let slips = 3

  /// After so often in vain a program that has one case is killed at once behind its answer.
  package static let lingerLimit = 3

  package let call: ProgramCall
  private let environment: ProcessEnvironment
  private let conduct: ProgramConduct
  private let reading: LineReading
  private let note: RunningNote?
  private var session: ConsumerSession?
  private var answersOfSession = 0
  private var hasAnswered = false
  private var fruitlessStarts = 0
  private var hangCount = 0
  /// After how many answers the program ended by itself, each time.
  private var earlyEnds: [Int] = []
  private var slipCounts: [String: Int] = [:]

  /// How many payloads are tried first that are known to have ended it: they say nothing about the others.
  package var knownEnds = 0

  /// How often a program that has one case had to be killed behind its answer, after it was waited for.
  package private(set) var lingered = 0

  /// Why the program is not run any more; `nil` while it is.
  public private(set) var surrender: String?

  /// A program reads lines, so it can be given any text.
  public let readsText = true
  /// A program that is started again knows nothing of what came before.
  public let isRenewable = true
  /// The language of the program, by its name and the names of the files that it is given.
  public var language: ConsumerLanguage { call.language }

  /// Takes a program with its arguments; nothing is started yet.
  ///
  /// - Parameters:
  ///   - command: The program, looked up in `PATH` unless its name has a slash, and its arguments; no shell runs them.
  ///   - directory: The folder that it runs in; that of this process where absent.
  ///   - environment: Variables that it gets beside those of this process, or instead of them.
  ///   - timeout: The longest that one answer may take.
  ///   - startTimeout: The longest that the first answer after a start may take, where that is longer.
  ///   - failureTag: The member that names the kind in a failure payload of the consumer's contract; `nil`
  ///     where its failures are not tagged.
  public convenience init(
    command: [String], directory: String? = nil, environment: [String: String] = [:],
    timeout: Duration = .seconds(10), startTimeout: Duration? = nil,
    failureTag: String? = Contract.defaultFailureTag
  ) {
    let own = ProcessEnvironment.ofThisProcess()
    let variables = environment.map { ProgramCall.Variable(name: $0.key, value: $0.value) }
      .sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
    self.init(
      ProgramCall(words: command, folder: own.path(of: directory), variables: variables), in: own,
      ProgramConduct(timeout: timeout, startTimeout: startTimeout), failureTag: failureTag)
  }

  /// Takes the program; nothing is started yet.
  ///
  /// - Parameters:
  ///   - call: The program.
  ///   - environment: What it gets.
  ///   - conduct: How it is run.
  ///   - failureTag: The member that names the kind in a failure payload of the consumer's contract; `nil`
  ///     where its failures are not tagged.
  ///   - note: Names each case before it is handed over.
  package init(
    _ call: ProgramCall, in environment: ProcessEnvironment, _ conduct: ProgramConduct,
    failureTag: String?, note: RunningNote? = nil
  ) {
    self.note = note
    self.call = call
    self.environment = environment
    self.conduct = conduct
    reading = LineReading(failureTag: failureTag)
  }

  /// Hands one case over and waits for the answer.
  public func answer(_ handoffCase: HandoffCase) async -> ConsumerAnswer {
    answer(handoffCase, isAgain: false)
  }

  /// Ends the program; the next case starts it again.
  public func renew() async { session = nil }

  /// Lets the program end.
  public func finish() {
    session?.finish()
    session = nil
  }

  private func answer(_ handoffCase: HandoffCase, isAgain: Bool) -> ConsumerAnswer {
    if let surrender { return .crashed(Crash(surrender)) }
    let session: ConsumerSession
    switch running() {
    case .success(let running): session = running
    case .failure(let error): return lost(.crashed(Crash("it cannot be started: \(error)")))
    }
    let request = ConsumerProtocol.line(for: handoffCase)
    note?.write(request)
    // A program that gets nothing more has no reason to wait with its answer.
    let isSure = hasAnswered || conduct.isPerCase
    let doubt = isSure ? nil : (after: Self.flushDoubt, isRight: { self.keepsAnswers(request) })
    let timeout = answersOfSession == 0 ? conduct.firstTimeout : conduct.timeout
    switch session.ask(request, timeout: timeout, isLast: conduct.isPerCase, doubt: doubt) {
    case .line(let line):
      let answer = reading.answer(line, session)
      if case .garbled(let mistake) = answer { return mistaken(mistake, handoffCase, isAgain) }
      noteAnswer()
      return answer
    case .ended(let state): return ended(session, state, handoffCase, isAgain)
    case .silent where Task.isCancelled:
      self.session = nil
      return .timedOut
    case .silent:
      hangCount += 1
      return lost(.timedOut)
    case .doubted: return lost(.garbled(.notFlushed))
    case .endless: return lost(.garbled(.endless(megabytes: ConsumerSession.lineLimit >> 20)))
    case .unasked(let line): return mistaken(reading.unasked(line), handoffCase, isAgain)
    }
  }

  private func noteAnswer() {
    hasAnswered = true
    answersOfSession += 1
    if conduct.isPerCase { endCase() }
  }

  /// Lets the program of a case end in peace; one that does not must not cost that time for each case.
  private func endCase() {
    let mayLinger = lingered < Self.lingerLimit
    let ends = session?.finish(patience: mayLinger ? conduct.endPatience : .zero) ?? true
    if !ends, mayLinger { lingered += 1 }
    session = nil
  }

  private func running() -> Result<ConsumerSession, ProgramCall.Failure> {
    if let session { return .success(session) }
    do throws(ProgramCall.Failure) {
      let session = try ConsumerSession(call, in: environment)
      self.session = session
      answersOfSession = 0
      return .success(session)
    } catch {
      return .failure(error)
    }
  }

  /// Whether a second program answers the same line as soon as its input ends.
  private func keepsAnswers(_ request: [UInt8]) -> Bool {
    guard let other = try? ConsumerSession(call, in: environment),
      let line = other.askForTheLastTime(request, timeout: Self.flushPatience)
    else { return false }
    return reading.isAnswer(line)
  }

  /// A mistake is one where a fresh start makes it again; what happens once in a while is told the third time.
  private func mistaken(
    _ mistake: ProtocolMistake, _ handoffCase: HandoffCase, _ isAgain: Bool
  ) -> ConsumerAnswer {
    slipCounts[mistake.name, default: 0] += 1
    guard !isAgain else { return lost(.garbled(mistake)) }
    session = nil
    let again = answer(handoffCase, isAgain: true)
    if case .garbled = again { return again }
    return slipCounts[mistake.name, default: 0] >= Self.slips ? lost(.garbled(mistake)) : again
  }

  private func ended(
    _ session: ConsumerSession, _ state: ChildProcess.ExitState?, _ handoffCase: HandoffCase, _ isAgain: Bool
  ) -> ConsumerAnswer {
    if let mistake = reading.unfinished(session.unfinishedLine) {
      // Who writes one answer and ends has no need to end the line.
      if conduct.isPerCase {
        let answer = reading.answer(session.unfinishedLine, session)
        noteAnswer()
        return answer
      }
      return mistaken(mistake, handoffCase, isAgain)
    }
    let words = session.lastWords()
    // A program that ends well between two answers did not fail on the payload: a fresh one is to say what it makes of it.
    if state == .exit(0), words.isEmpty, answersOfSession > 0, !isAgain {
      let count = answersOfSession
      self.session = nil
      let again = answer(handoffCase, isAgain: true)
      guard !again.isEnd else { return again }
      earlyEnds.append(count)
      let isRegular = earlyEnds.count { $0 == count } * 2 >= Self.earlyEndLimit
      guard isRegular || earlyEnds.count >= Self.earlyEndLimit else { return again }
      return lost(.garbled(.endsEarly(after: count)))
    }
    return lost(.crashed(Self.crash(state, TellingLine.of(words), session.lastComplaints())))
  }

  private static func crash(
    _ state: ChildProcess.ExitState?, _ telling: TellingLine?, _ complaints: [String]
  ) -> Crash {
    // Of a traceback, one line and where it came from say more than the last lines.
    let last =
      telling?.located.map { TerminalText.line($0, limit: 400) } ?? complaints.joined(separator: " | ")
    return Crash(
      "it \(words(state))\(last.isEmpty ? "" : "; its last words: \(last)")", line: telling?.text,
      location: telling?.location)
  }

  /// Notes that the program has to be started again, unless it is hopeless.
  private func lost(_ answer: ConsumerAnswer) -> ConsumerAnswer {
    session = nil
    if case .garbled = answer { return answer }
    if !hasAnswered { fruitlessStarts += 1 }
    if !hasAnswered, fruitlessStarts >= Self.startsWithoutAnswer + knownEnds {
      surrender =
        "\(call): no answer in \(fruitlessStarts) starts; at last \(Self.words(answer))"
    } else if hangCount >= Self.hangs {
      surrender =
        "\(call): no answer in time for \(hangCount) payloads; each costs the timeout of \(conduct.timeout)"
    }
    return answer
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
    case .crashed(let crash): crash.how
    default: "it did not answer in time (does it flush its output after each line?)"
    }
  }
}

extension ConsumerAnswer {
  /// Whether there was no answer.
  fileprivate var isEnd: Bool { json == nil }
}

extension ProgramCall {
  /// The language of the program, by its name and the names of the files that it is given.
  public var language: ConsumerLanguage {
    let names = words.map { word in
      word.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(word[word.utf8.index(after: $0)...]) } ?? word
    }
    func has(_ programs: [String], _ endings: [String]) -> Bool {
      names.contains { name in
        programs.contains { name == $0 || name.hasPrefix("\($0)3") }
          || endings.contains { name.hasSuffix($0) }
      }
    }
    if has(["python", "uv", "poetry", "pypy"], [".py"]) { return .python }
    if has(["node", "deno", "bun", "npx", "tsx"], [".js", ".mjs", ".cjs", ".ts"]) { return .javaScript }
    return has(["swift"], [".swift"]) ? .swift : .other
  }
}
