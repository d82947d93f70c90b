import HandoffFuzzing
import HandoffSchema

/// Makes sense of what a program wrote where a single answer was expected.
struct LineReading {
  /// How long to wait for what follows a line that is no answer.
  private static let patience = Duration.milliseconds(1_500)

  let failureTag: String?

  /// The answer that a line is, or the mistake that it shows together with what follows.
  func answer(_ line: [UInt8], _ session: ConsumerSession) -> ConsumerAnswer {
    do throws(ConsumerProtocol.Failure) {
      return try ConsumerProtocol.answer(line, failureTag: failureTag)
    } catch {
      return .garbled(mistake(line, error, session))
    }
  }

  /// The mistake that a line shows which came before anything was asked.
  func unasked(_ line: [UInt8]) -> ProtocolMistake {
    isAnswer(line) ? .answersTwice(Self.shown(line)) : .chatter(Self.shown(line))
  }

  /// The mistake of a program that ended in the middle of a line, or `nil` where it did not.
  func unfinished(_ line: [UInt8]) -> ProtocolMistake? {
    isAnswer(line) ? .notAnAnswer(Self.shown(line), because: "not ended by a line feed") : nil
  }

  /// Whether a line is an answer.
  func isAnswer(_ line: [UInt8]) -> Bool {
    (try? ConsumerProtocol.answer(line, failureTag: failureTag)) != nil
  }

  private func mistake(
    _ line: [UInt8], _ failure: ConsumerProtocol.Failure, _ session: ConsumerSession
  ) -> ProtocolMistake {
    guard String(validating: line, as: UTF8.self) != nil else { return .notUTF8(Self.shown(line)) }
    var whole = line
    var isWhole = false
    let rest = session.more(within: Self.patience) { next in
      if isAnswer(next) { return true }
      whole += [UInt8(ascii: "\n")] + next
      // Only what looks like the end of an object is worth reading as one.
      isWhole = next.last == UInt8(ascii: "}") && isAnswer(whole)
      return isWhole
    }
    if isWhole { return .prettyPrinted(Self.shown(line)) }
    if let last = rest.last, isAnswer(last) { return .chatter(Self.shown(line)) }
    return .notAnAnswer(Self.shown(line), because: failure.explanation)
  }

  static func shown(_ line: [UInt8]) -> String {
    TerminalText.quoted(String(decoding: line.prefix(512), as: UTF8.self))
  }
}
