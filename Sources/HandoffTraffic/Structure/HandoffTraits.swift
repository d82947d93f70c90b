package import HandoffContracts
package import HandoffSchema

/// What is asked of a handoff most, in a few bytes: a system may have millions, and copying a whole handoff
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
    static let conditional = Flags(rawValue: 16)
    static let typed = Flags(rawValue: 32)
    static let takenApart = Flags(rawValue: 64)
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
    if handoff.condition != nil { flags.insert(.conditional) }
    if handoff.payload != nil { flags.insert(.typed) }
    if handoff.each != nil { flags.insert(.takenApart) }
    self.flags = flags.rawValue
  }

  /// Whether some payload might not match.
  package var isGuarded: Bool { has(.guarded) }
  /// Whether it may be taken so many times only.
  package var isLimited: Bool { has(.limited) }
  /// Whether control comes back to the sender.
  package var isReturning: Bool { has(.returning) }
  /// Whether nobody knows where it leads.
  package var isUnknown: Bool { has(.unknown) }
  /// Whether a test in code decides too.
  package var isConditional: Bool { has(.conditional) }
  /// Whether it carries something else than the sender's output.
  package var isTyped: Bool { has(.typed) }
  /// Whether the receiver gets the elements of an array one by one.
  package var isTakenApart: Bool { has(.takenApart) }
  /// Whether it is taken whenever its trigger happens.
  package var isUnconditional: Bool {
    flags
      & (Flags.guarded.rawValue | Flags.limited.rawValue | Flags.conditional.rawValue | Flags.typed.rawValue)
      == 0
  }
  /// Whether nothing but its guard keeps it from being taken, for as long as its limit is not reached.
  package var dependsOnGuardOnly: Bool { !isUnknown && !isConditional && !isTyped }

  private func has(_ flag: Flags) -> Bool { flags & flag.rawValue != 0 }
}

extension Handoff {
  /// Whether some payload might not match; `true` and `{}` are no guards.
  package var isGuarded: Bool { when.map { !$0.allowsEverything } ?? false }
}

extension JSONValue {
  /// Whether this is plainly a schema of every value.
  package var allowsEverything: Bool {
    switch self {
    case .bool(true): true
    case .object(let members): members.isEmpty
    default: false
    }
  }
}

extension Handoff {
  /// Whether two handoffs of one agent are taken together.
  package func isParallel(to other: Handoff) -> Bool {
    guard let parallel, let group = other.parallel else { return false }
    return parallel.hasSameCodePoints(as: group)
  }
}
