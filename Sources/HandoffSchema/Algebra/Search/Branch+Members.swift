/// What a branch knows of single members that can only be one of some scalars, as where a union is told apart by them.
///
/// Without it each alternative of the other side would be tried although its tag is another one.
struct FixedMembers {
  private struct Member {
    var values: Set<JSONValue>?
    var isPresent = false
  }

  /// By the formula of the one name.
  private var members: [Int: Member] = [:]

  /// Takes a literal in that is asserted.
  mutating func add(_ literal: Formula, in arena: inout FormulaArena) {
    let summary = arena.summary(literal)
    guard summary.kind == .members, summary.isOneName else { return }
    var member = members[summary.number] ?? Member()
    if literal.isNegated {
      member.isPresent = true
      if let known = member.values, let others = arena.finiteSet(of: summary.shape) {
        member.values = known.subtracting(others)
      }
    } else if let values = arena.finiteSet(of: summary.shape) {
      member.values = member.values?.intersection(values) ?? values
    }
    members[summary.number] = member
  }

  /// True or false where what is known decides a literal, else `nil`.
  func truth(of literal: Formula, in arena: inout FormulaArena) -> Bool? {
    let summary = arena.summary(literal)
    guard summary.kind == .members, summary.isOneName, let member = members[summary.number] else {
      return nil
    }
    if arena[summary.shape] == .none { return member.isPresent ? literal.isNegated : nil }
    guard let values = member.values, let asked = arena.finiteSet(of: summary.shape) else { return nil }
    // "Where it is present, it is one of those" holds for a member that can be nothing else.
    if values.isSubset(of: asked) { return !literal.isNegated }
    if member.isPresent, values.isDisjoint(with: asked) { return literal.isNegated }
    return nil
  }
}
