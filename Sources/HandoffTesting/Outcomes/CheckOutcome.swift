import HandoffFuzzing

/// What a test framework is to record.
struct CheckOutcome: Sendable, Hashable {
  /// Something that fails the test.
  struct Failure: Sendable, Hashable {
    /// What happened, line by line.
    var text: String
    /// The payload that shows it, with the name of the file that it is attached as.
    var attachment: Attached?
  }

  /// A payload by itself.
  struct Attached: Sendable, Hashable {
    var name: String
    var text: String
  }

  /// Each fails the test.
  var failures: [Failure] = []
  /// Each is shown and fails nothing.
  var warnings: [String] = []

  /// Adds a failure that no payload belongs to.
  mutating func fail(_ text: String) { failures.append(Failure(text: text)) }

  /// Adds all of another outcome.
  mutating func add(_ other: CheckOutcome) {
    failures += other.failures
    warnings += other.warnings
  }
}

extension CheckOutcome.Attached {
  /// A content by the name of its handoff.
  init(_ content: HandoffCase.Content, of handoff: String) {
    let stem = String(handoff.map { $0.isLetter || $0.isNumber || $0 == "_" ? $0 : "-" })
    switch content {
    case .payload(let payload): self.init(name: "\(stem).json", text: payload.text(.pretty) + "\n")
    case .text(let text): self.init(name: "\(stem).txt", text: text)
    }
  }
}
