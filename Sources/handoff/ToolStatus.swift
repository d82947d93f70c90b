/// What the program tells its caller.
package enum ToolStatus: Int32, Sendable, Hashable {
  /// Nothing at or above the threshold.
  case clean = 0
  /// Findings at or above the threshold.
  case findings = 1
  /// Bad usage, unreadable input, or a run that was not complete.
  case failed = 2

  /// What the statuses mean where a command does not say it more exactly.
  package static let meanings = [
    "nothing at or above the threshold of --fail-on",
    "findings at or above it",
    "bad usage, unreadable input, or a run that was not complete",
  ]
}
