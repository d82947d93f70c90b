/// Whether two schemas accept the same payloads.
public struct Equivalence: Sendable, Hashable {
  /// Whether the second accepts all of the first's.
  public var forward: InclusionVerdict
  /// Whether the first accepts all of the second's.
  public var backward: InclusionVerdict

  /// Pairs both directions.
  public init(forward: InclusionVerdict, backward: InclusionVerdict) {
    self.forward = forward
    self.backward = backward
  }

  /// True or false where that is proved, `nil` where it is undecided.
  public var holds: Bool? {
    if forward.isIncluded, backward.isIncluded { return true }
    if forward.witness != nil || backward.witness != nil { return false }
    return nil
  }
}
