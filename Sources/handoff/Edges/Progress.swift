/// A line on a terminal that says how far the work is, written over and over.
final class Progress {
  private let sink: (any ByteSink)?
  private var last: ContinuousClock.Instant?
  private var isShown = false

  /// Shows progress where standard error is a terminal.
  init(in surroundings: Surroundings) {
    sink =
      surroundings.errors.isTerminal && surroundings.variable("TERM") != "dumb" ? surroundings.errors : nil
  }

  /// Shows a text, at most ten times a second.
  func show(_ text: @autoclosure () -> String) {
    guard let sink else { return }
    let now = ContinuousClock.now
    if let last, last.duration(to: now) < .milliseconds(100) { return }
    last = now
    isShown = true
    // Progress that cannot be shown is no reason to stop.
    try? sink.write("\r\u{1B}[K" + text())
    try? sink.flush()
  }

  /// Takes the line away.
  func clear() {
    guard isShown, let sink else { return }
    isShown = false
    try? sink.write("\r\u{1B}[K")
    try? sink.flush()
  }
}
