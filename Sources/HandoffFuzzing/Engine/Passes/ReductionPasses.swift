/// All ways of making a failing case simpler.
enum ReductionPasses {
  /// Every pass, in the order in which they are tried: those that take away much for few questions first.
  static let all: [any ReductionPass] = [
    DeleteSpanPass(), ZeroSpanPass(), DescendPass(), LowerEqualPass(), LowerOnePass(), DeleteRunPass(),
    SimplifyCharactersPass(), ReorderSiblingsPass(), DeleteAndDecrementPass(), LowerTogetherPass(),
    MoveValuePass(), MovePartPass(), LowerByStepsPass(), RaiseLaterPass(),
  ]
}
