import HandoffChecking

/// A line on a terminal that says how far the work is, written over and over.
final class Progress {
  private let sink: (any ByteSink)?
  /// Standard output where it is a terminal too, so that lines of both do not run into each other.
  private let results: (any ByteSink)?
  private var last: ContinuousClock.Instant?
  private var isShown = false

  /// Shows progress where standard error is a terminal.
  init(in surroundings: Surroundings) {
    sink =
      surroundings.showsProgress && surroundings.errors.isTerminal && surroundings.variable("TERM") != "dumb"
      ? surroundings.errors : nil
    results = surroundings.output.isTerminal ? surroundings.output : nil
  }

  /// Shows a text, at most ten times a second.
  func show(_ text: @autoclosure () -> String) {
    guard let sink else { return }
    let now = ContinuousClock.now
    if let last, last.duration(to: now) < .milliseconds(100) { return }
    last = now
    // Progress that cannot be shown is no reason to stop.
    makeWay()
    try? results?.flush()
    isShown = true
    try? sink.write("\r\u{1B}[K" + text())
    try? sink.flush()
  }

  /// Takes the line away where results are about to be written below it.
  func makeWay() {
    if results != nil { clear() }
  }

  /// Takes the line away.
  func clear() {
    guard isShown, let sink else { return }
    isShown = false
    try? sink.write("\r\u{1B}[K")
    try? sink.flush()
  }
}
