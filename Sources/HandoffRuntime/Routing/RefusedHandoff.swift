public import HandoffContracts

/// A handoff that is not taken, and why.
public struct RefusedHandoff: Sendable, Hashable {
  /// Why a handoff is not taken.
  public enum Reason: Sendable, Hashable {
    /// It answers another outcome.
    case otherOutcome
    /// The payload is none that it can send: not what the agent offers, or not what a typed handoff carries.
    case payload
    /// Its guard does not hold.
    case `guard`
    /// Its condition does not hold.
    case condition
    /// An earlier handoff of the agent comes first.
    case earlier(HandoffIndex)
    /// It was taken as often as its limit allows.
    case limit
    /// The run has had as many handoffs as it may.
    case runLimit
  }

  /// The handoff.
  public var handoff: HandoffIndex
  /// Why it is not taken.
  public var reason: Reason
}
