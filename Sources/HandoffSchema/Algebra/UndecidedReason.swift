/// Why a question about schemas was left open.
public enum UndecidedReason: Sendable, Hashable {
  /// The step budget was used up.
  case stepLimit(Int)
  /// The deadline passed.
  case deadline
  /// The time that the caller gave to the question was used up.
  case timeLimit(Duration)
  /// Schemas nested, or recursion unfolded, deeper than the cap.
  case depthLimit(Int)
  /// More ways to combine branches, elements or members than the cap.
  case combinationLimit(Int)
  /// What was made of the schemas would take more memory than the cap, in bytes.
  case memoryLimit(Int)
  /// A payload exists, but the smallest is beyond the cap; what it would have to contain.
  case witnessTooLarge(String)
  /// The automaton of a pattern, or of a combination of patterns, would exceed the cap.
  case patternStates(limit: Int)
  /// Building the automaton of a pattern, or of a combination of patterns, would take more work than the cap.
  case patternWork(limit: Int)
  /// A pattern that is beyond automata; what makes it so.
  case unreadPattern(String)
  /// The text of numbers would exceed the cap of exact arithmetic.
  case numberRange
  /// A format that asserts and whose strings are not known to the algebra.
  case format(String)
  /// The payload that was built is not confirmed by the validator on both sides.
  case unconfirmed
}

extension UndecidedReason: CustomStringConvertible {
  /// The reason in one clause.
  public var description: String {
    switch self {
    case .stepLimit(let limit): "the search was stopped after \(limit) steps"
    case .timeLimit(let limit): "time: there was no answer within \(limit)"
    case .deadline: "the search was stopped at its deadline"
    case .depthLimit(let limit): "the schemas are nested more than \(limit) levels deep"
    case .combinationLimit(let limit): "there are more than \(limit) combinations to look at"
    case .memoryLimit(let limit):
      "the comparison was stopped at its cap of \(limit / 1_000_000) MB of memory"
    case .witnessTooLarge(let content): "the smallest payload would have \(content)"
    case .patternStates(let limit): "the patterns together need an automaton of more than \(limit) states"
    case .patternWork(let limit):
      "the automaton of the patterns together takes more than \(limit) steps to build"
    case .unreadPattern(let construct): "a pattern has \(construct), which cannot be decided"
    case .numberRange: "the numbers are too far apart for exact arithmetic"
    case .format(let name): "which strings are in the format \"\(name)\" is not known to the comparison"
    case .unconfirmed: "the payload that was built is not confirmed by the validator"
    }
  }
}
