/// How far the check of one handoff is.
package struct CheckProgress: Sendable, Hashable {
  package var handoff: String
  /// How many cases were run.
  package var cases: Int
  /// How many there are to run.
  package var count: Int
  /// How many kinds of failure were met.
  package var failures: Int

  package init(handoff: String, cases: Int, count: Int, failures: Int) {
    self.handoff = handoff
    self.cases = cases
    self.count = count
    self.failures = failures
  }
}
