public import HandoffChecking
import HandoffFuzzing
import HandoffSchema

extension KeptFailure {
  /// The failures as text: one after the other, and how many.
  ///
  /// - Parameters:
  ///   - failures: What is kept.
  ///   - style: How it looks.
  ///   - replay: The command that runs one again.
  /// - Returns: The text, ending with a line end.
  public static func text(
    _ failures: [KeptFailure], style: TextStyle = TextStyle(), replay: (KeptFailure) -> String
  ) -> String {
    var lines: [String] = []
    for failure in failures {
      let name = style.colored(TerminalText.line(failure.handoff), .bold)
      let state = failure.state == Confirmation.confirmed.name ? "" : " (\(TerminalText.line(failure.state)))"
      lines.append("\(name): \(style.colored(TerminalText.line(failure.failureClass), .red))\(state)")
      switch failure.content {
      case .payload(let payload): lines.append(style.detail("payload", FindingText.payload(payload)))
      case .text(let text): lines.append(style.detail("text", TerminalText.excerpt(text)))
      }
      lines.append(style.detail("why", TerminalText.excerpt(failure.explanation)))
      lines += [style.detail("replay", replay(failure)), ""]
    }
    lines.append("\(Counted.text(failures.count, "failure")) kept")
    return lines.joined(separator: "\n") + "\n"
  }
}
