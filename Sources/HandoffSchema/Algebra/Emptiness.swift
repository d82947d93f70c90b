/// Whether there is any payload in a set.
public enum Emptiness: Sendable, Hashable {
  /// No payload; this is proved.
  case empty
  /// At least this payload, which the validator confirms.
  case inhabited(witness: JSONValue)
  /// Not decided, and why.
  case undecided(UndecidedReason)

  /// A payload of the set, where one was found.
  public var witness: JSONValue? {
    if case .inhabited(let witness) = self { witness } else { nil }
  }
}
