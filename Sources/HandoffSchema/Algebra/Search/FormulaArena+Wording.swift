extension FormulaArena {
  /// The most values that are listed one by one.
  private static let listLimit = 5

  /// A signed constraint as what is said of a value: `is at least 3`; `nil` where it only matters together with
  /// others.
  func words(_ literal: Formula) -> String? {
    let isNegated = literal.isNegated
    switch atom(literal) {
    case .below(let bound, let orEqual)?:
      let number = JSONNumber(bound).literal
      return isNegated
        ? (orEqual ? "is above \(number)" : "is at least \(number)")
        : (orEqual ? "is at most \(number)" : "is below \(number)")
    case .multiple(let step)?:
      if step == .one { return isNegated ? "is no integer" : "is an integer" }
      return "is \(isNegated ? "no" : "a") multiple of \(JSONNumber(step).literal)"
    case .number(let values)?:
      return membership(values.prefix(Self.listLimit).map { JSONNumber($0).literal }, values.count, isNegated)
    case .shorter(let count)?: return amount(count, "character", isNegated)
    case .matches(let pattern)?: return "\(isNegated ? "does not match" : "matches") \(pattern.source)"
    case .format(let name)?: return "is \(isNegated ? "not " : "")in the format \(name)"
    case .string(let values)?:
      let shown = values.prefix(Self.listLimit).map { JSONValue.quoted($0.string) }
      return membership(shown, values.count, isNegated)
    case .value(let values)?: return membership([], values.count, isNegated)
    case .fewerItems(let count)?: return amount(count, "element", isNegated)
    case .item(let place, _)?: return isNegated ? "has an item \(place) that is refused" : nil
    case .fewerMatches(_, _, let count)?:
      if isNegated {
        return "has \(count == 1 ? "an element" : "at least \(count) elements") of a certain kind"
      }
      return count == 1 ? nil : "has fewer than \(count) elements of a certain kind"
    case .uniqueItems?: return isNegated ? "repeats an element" : "repeats no element"
    case .fewerMembers(let count)?: return amount(count, "member", isNegated)
    case .members(let names, let shape)?:
      let name = ObjectProblem.onlyName(names, in: self).map { "member \(JSONValue.quoted($0.string))" }
      guard isNegated else {
        return self[shape] == .none ? name.map { "has no \($0)" } : nil
      }
      if self[shape] == .none { return name.map { "has a \($0)" } ?? "has some other member" }
      return name.map { "has a \($0) that is refused" } ?? "has some other member that is refused"
    case .reference?, .opaque?, nil: return nil
    }
  }

  private func amount(_ limit: Int, _ noun: String, _ isNegated: Bool) -> String {
    if isNegated { return "has at least \(counted(limit, noun))" }
    return limit == 1 ? "has no \(noun)s" : "has at most \(counted(limit - 1, noun))"
  }

  private func membership(_ shown: [String], _ count: Int, _ isNegated: Bool) -> String {
    guard count == shown.count else {
      return "is \(isNegated ? "none" : "one") of \(counted(count, "value"))"
    }
    if count == 1 { return "is \(isNegated ? "not " : "")\(shown[0])" }
    return "is \(isNegated ? "none of " : "")\(Derivation.list(shown, "or"))"
  }
}
