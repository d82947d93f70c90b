package import HandoffFuzzing
import HandoffSchema

/// What a check has to say beside its report, while it runs.
package enum CheckNotice: Sendable, Hashable {
  /// An earlier run ended while this was handed over.
  case interrupted(AddressedContent)
  /// A file among the kept failures holds none that this version can read.
  case unreadable(file: String)
  /// Failures of earlier runs do not come any more.
  case mended(handoff: String, count: Int)
  /// The program of a case goes on behind its answer, although its input is closed.
  case lingers(handoff: String, times: Int)
  /// What was found cannot be kept.
  case notKept(FileError)
}

extension CheckNotice: CustomStringConvertible {
  /// One line, safe to print.
  package var description: String {
    switch self {
    case .interrupted(let item):
      "an earlier run ended while \(TerminalText.line(item.handoff)) was given this; it is tried first: "
        + Self.shown(item.content)
    case .unreadable(let file):
      "\(TerminalText.line(file)): no failure that this version can read, so it is not tried; remove it"
    case .mended(let handoff, let count):
      "\(TerminalText.line(handoff)): mended, and forgotten: \(count) kept before"
    case .lingers(let handoff, let times):
      "\(TerminalText.line(handoff)): the program had not ended \(ConsumerSession.endPatience) after its answer and was"
        + " killed, \(times == 1 ? "once" : "\(times) times")"
        + "\(times < ProcessConsumer.lingerLimit ? "" : ", and then at once each time")"
        + "; let it end when its standard input does"
    case .notKept(let error): "failures cannot be kept: \(error)"
    }
  }

  private static func shown(_ content: HandoffCase.Content) -> String {
    switch content {
    case .payload(let payload): TerminalText.line(payload.text(), limit: 500)
    case .text(let text): TerminalText.quoted(text)
    }
  }
}
