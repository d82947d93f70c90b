package import HandoffContracts

/// Whether a handoff can be taken, as far as structure tells.
package enum Standing: Sendable, Hashable {
  case live
  /// An end is not declared.
  case undeclaredEnd
  /// An importer knows the handoff but not its target.
  case unknownTarget
  /// It answers failures, none of which the agent's contract declares.
  case undeclaredFailure
  /// It answers a limit, and the agent has none.
  case withoutLimit
  /// An earlier handoff, always taken, leaves it nothing.
  case shadowed(by: HandoffIndex)
}
