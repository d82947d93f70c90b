package import HandoffContracts
package import HandoffSchema

/// Why a handoff is taken.
package enum Cause: Sendable, Hashable {
  /// The sender gave its output, or named no target.
  case output
  /// The sender failed; `nil` where it has no contract to tell how.
  case failure(FailureIndex?)
  /// The payload arrived at an agent that was visited as often as its limit allows.
  case arrival
  /// The run began with it.
  case input
  /// It was on its way somewhere when the run reached its limit.
  case runLimit
}

/// The payloads of one cause with which a handoff may be taken.
package struct Sending: Sendable, Hashable {
  package var cause: Cause
  /// What the sender may give.
  package var offered: PayloadSet
  /// What of it matches the guard.
  package var matched: PayloadSet
  /// What of that the handoff takes, as a union; no set where earlier handoffs take everything, `nil` where that is not
  /// known.
  package var taken: [PayloadSet]?
  /// Why it is not known what is taken, in words.
  package var omission = Selection.tooManyGuards
  /// False where the sets may hold more than the sender can give, as what a join could not put together exactly.
  package var isExact = true

  /// A sending of which it is not known what is taken.
  static func unknown(_ cause: Cause, _ omission: String) -> Sending {
    let anything = PayloadSet(base: nil)
    return Sending(cause: cause, offered: anything, matched: anything, taken: nil, omission: omission)
  }
}

/// What handoffs leave of the payloads that they are offered, limits and conditions included: what may be left.
package enum Leftover: Sendable, Hashable {
  case nothing
  case some(PayloadSet)
  /// More guards bear on it than are taken together.
  case tooManyGuards
}

/// The payloads that reach a receiver for one cause.
package struct Delivery: Sendable, Hashable {
  package var cause: Cause
  /// What the sender gave.
  package var set: PayloadSet
  /// The receiver gets the elements of the array at this pointer, one a visit, instead of the whole.
  package var each: JSONPointer?
  /// False where the set may hold more than can arrive.
  package var isExact = true

  package init(cause: Cause, set: PayloadSet, each: JSONPointer? = nil, isExact: Bool = true) {
    self.cause = cause
    self.set = set
    self.each = each
    self.isExact = isExact
  }
}

/// Everything that travels one way.
package struct Cargo: Sendable {
  /// Each once.
  package private(set) var deliveries: [Delivery] = []
  /// The same once they are many: a few are compared one by one.
  private var known: Set<Delivery> = []
  /// Why something may be missing, in words; `nil` where nothing is.
  package var omission: String?

  package init(_ deliveries: [Delivery] = [], omission: String? = nil) {
    self.omission = omission
    for delivery in deliveries { add(delivery) }
  }

  mutating func add(_ delivery: Delivery) {
    if deliveries.count < Self.few {
      if !deliveries.contains(delivery) { deliveries.append(delivery) }
      return
    }
    if known.isEmpty { known = Set(deliveries) }
    if known.insert(delivery).inserted { deliveries.append(delivery) }
  }

  private static let few = 8

  /// Adds what travels another way.
  mutating func add(_ other: Cargo) {
    for delivery in other.deliveries { add(delivery) }
    omission = omission ?? other.omission
  }

  /// Whether something travels of which the declaration says nothing.
  package var hasUndeclared: Bool { deliveries.contains { $0.set.base == nil } }
}
