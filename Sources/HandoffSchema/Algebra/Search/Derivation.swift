/// The record of how a search failed, for people who ask why a verdict is positive.
struct Derivation {
  private(set) var lines: [String] = []
  private(set) var omitted = 0

  private static let lineLimit = 60

  mutating func append(_ line: String) {
    if lines.count < Self.lineLimit { lines.append(line) } else { omitted += 1 }
  }
}

extension Shape.Component {
  /// The component in words, as a plural.
  var plural: String {
    switch self {
    case .null: "null"
    case .falsehood: "false"
    case .truth: "true"
    case .number: "numbers"
    case .string: "strings"
    case .array: "arrays"
    case .object: "objects"
    }
  }
}

extension FormulaArena {
  /// A signed constraint in words.
  func words(_ literal: Formula) -> String? {
    let isNegated = literal.isNegated
    switch atom(literal) {
    case .below(let bound, let orEqual)?:
      let number = JSONNumber(bound).literal
      return isNegated
        ? (orEqual ? "above \(number)" : "at least \(number)")
        : (orEqual ? "at most \(number)" : "below \(number)")
    case .multiple(let step)?: return (isNegated ? "no " : "a ") + "multiple of \(JSONNumber(step).literal)"
    case .number(let values)?: return (isNegated ? "none" : "one") + " of \(values.count) numbers"
    case .shorter(let count)?: return "\(isNegated ? "at least \(count)" : "at most \(count - 1)") characters"
    case .matches(let pattern)?: return (isNegated ? "not " : "") + "matching \(pattern.source)"
    case .format(let name)?: return (isNegated ? "not " : "") + "in format \(name)"
    case .string(let values)?: return (isNegated ? "none" : "one") + " of \(values.count) strings"
    case .fewerItems(let count)?:
      return "\(isNegated ? "at least \(count)" : "at most \(count - 1)") elements"
    case .item(let place, _)?: return isNegated ? "element \(place) outside of its schema" : nil
    case .fewerMatches(let place, _, let count)?:
      return isNegated ? "\(count) or more elements from \(place) on in a schema" : nil
    case .uniqueItems?: return isNegated ? "two equal elements" : "distinct elements"
    case .fewerMembers(let count)?:
      return "\(isNegated ? "at least \(count)" : "at most \(count - 1)") members"
    case .members(let names, let shape)?:
      guard isNegated else { return nil }
      let who = ObjectProblem.onlyName(names, in: self).map { "member \"\($0)\"" } ?? "some other member"
      return self[shape] == .none ? "\(who) present" : "\(who) outside of its schema"
    case .value(let values)?: return (isNegated ? "none" : "one") + " of \(values.count) values"
    case .reference?, .opaque?, nil: return nil
    }
  }
}
