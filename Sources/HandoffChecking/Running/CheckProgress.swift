/// How far the check of one handoff is.
package struct CheckProgress: Sendable, Hashable {
  package var handoff: String
  /// How many cases were run.
  package var cases: Int
  /// How many there are to run.
  package var count: Int
}
