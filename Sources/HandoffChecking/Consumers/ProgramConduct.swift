/// How a program is run that consumes payloads.
package struct ProgramConduct: Sendable, Hashable {
  /// The longest that one answer may take.
  package var timeout: Duration
  /// The longest that the first answer after a start may take, where that is longer.
  package var startTimeout: Duration?
  /// Whether the program is started once for each payload, and told that nothing more will come.
  package var isPerCase: Bool
  /// How long a program that has one case is given to end by itself behind its answer.
  package var endPatience = ConsumerSession.endPatience

  package init(timeout: Duration = .seconds(10), startTimeout: Duration? = nil, isPerCase: Bool = false) {
    self.timeout = timeout
    self.startTimeout = startTimeout
    self.isPerCase = isPerCase
  }

  /// The longest that the first answer after a start may take.
  package var firstTimeout: Duration { max(timeout, startTimeout ?? timeout) }
}
