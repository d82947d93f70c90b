internal import HandoffSchema

extension Handoff: Equatable {
  /// Compares everything but where it was declared.
  public static func == (left: Self, right: Self) -> Bool {
    left.from.hasSameCodePoints(as: right.from) && left.to.hasSameCodePoints(as: right.to)
      && left.trigger.isSame(as: right.trigger) && left.when == right.when && left.pattern == right.pattern
      && left.result == right.result && left.payload == right.payload
      && same(left.condition, right.condition) && left.each == right.each && left.changes == right.changes
      && left.limitIsImplied == right.limitIsImplied && left.returns == right.returns
      && left.limit == right.limit && left.carries == right.carries
      && same(left.parallel, right.parallel) && left.tolerates == right.tolerates
      && left.evidence == right.evidence
      && left.origin == right.origin && left.extensions == right.extensions
  }
}

extension Handoff.Trigger {
  // The synthesised `==` compares texts by canonical equivalence, as a Swift enum of strings does.
  fileprivate func isSame(as other: Self) -> Bool {
    switch (self, other) {
    case (.failures(let left), .failures(let right)): same(left, right)
    default: self == other
    }
  }
}
