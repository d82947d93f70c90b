/// What stands on the two sides of a place in a text, as far as `^`, `$`, `\b` and `\B` ask.
struct TextContext: Sendable, Hashable {
  /// The side of a place.
  enum Neighbour: UInt8, Sendable, Hashable {
    /// The text begins or ends here.
    case edge
    case other
    case word
  }

  var before: Neighbour
  var after: Neighbour

  /// Says whether an assertion holds here.
  func satisfies(_ place: PatternPlace) -> Bool {
    switch place {
    case .textStart: before == .edge
    case .textEnd: after == .edge
    case .wordBoundary: (before == .word) != (after == .word)
    case .noWordBoundary: (before == .word) == (after == .word)
    }
  }
}
