import HandoffContracts
import HandoffSchema

/// What routing asks of a handoff most, in two bytes: a system may have millions, and copying a whole handoff
/// costs as much as the search.
package struct HandoffTraits: Sendable, Hashable {
  /// What the handoff answers.
  package enum Trigger: UInt8, Sendable {
    case output, anyFailure, namedFailures, limit, none

    /// Whether it answers failures.
    package var isFailure: Bool { self == .anyFailure || self == .namedFailures }
  }

  private struct Flags: OptionSet {
    let rawValue: UInt8
    static let guarded = Flags(rawValue: 1)
    static let limited = Flags(rawValue: 2)
    static let returning = Flags(rawValue: 4)
    static let unknown = Flags(rawValue: 8)
  }

  package let trigger: Trigger
  private let flags: UInt8

  init(_ handoff: borrowing Handoff) {
    trigger =
      switch handoff.trigger {
      case .output: .output
      case .anyFailure: .anyFailure
      case .failures: .namedFailures
      case .limit: .limit
      case .none: .none
      }
    var flags: Flags = []
    if handoff.isGuarded { flags.insert(.guarded) }
    if handoff.limit != nil { flags.insert(.limited) }
    if handoff.givesControlBack { flags.insert(.returning) }
    if handoff.evidence == .unknown { flags.insert(.unknown) }
    self.flags = flags.rawValue
  }

  /// Whether some payload might not match.
  package var isGuarded: Bool { flags & Flags.guarded.rawValue != 0 }
  package var isLimited: Bool { flags & Flags.limited.rawValue != 0 }
  /// Whether control comes back to the sender.
  package var isReturning: Bool { flags & Flags.returning.rawValue != 0 }
  /// Whether nobody knows where it leads.
  package var isUnknown: Bool { flags & Flags.unknown.rawValue != 0 }
  /// Whether it is taken whenever its trigger happens.
  package var isUnconditional: Bool { !isGuarded && !isLimited }
}
