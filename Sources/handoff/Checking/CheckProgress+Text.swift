import HandoffChecking
import HandoffSchema

extension CheckProgress {
  /// The state in one line: how far, how fast, what was found, and how long it still takes.
  ///
  /// - Parameters:
  ///   - elapsed: How long the handoff has been checked so far.
  ///   - limit: How long it may be checked.
  /// - Returns: The line, safe to print.
  func text(after elapsed: Duration, atMost limit: Duration?) -> String {
    var parts = ["\(Counted.number(cases)) of \(Counted.number(count)) cases"]
    if failures > 0 { parts.append("\(Counted.text(failures, "kind")) of failure") }
    let seconds = Self.seconds(elapsed)
    // A rate over less than that would only flicker.
    if seconds >= 0.5, cases > 0 {
      let rate = Double(cases) / seconds
      parts.append("\(Counted.number(Int(rate.rounded()))) a second")
      let left = min(Double(count - cases) / rate, limit.map { Self.seconds($0) - seconds } ?? .infinity)
      parts.append("\(Self.words(max(0, left))) left")
    }
    return "\(TerminalText.line(handoff)): \(parts.joined(separator: ", "))"
  }

  private static func seconds(_ time: Duration) -> Double {
    Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
  }

  private static func words(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded(.up))
    if whole < 120 { return "\(whole) s" }
    return whole < 7_200 ? "\((whole + 30) / 60) min" : "\((whole + 1_800) / 3_600) h"
  }
}
