import HandoffSchema

/// Answers the keywords of a schema that look at one value, for a class of values.
enum ValueTest {
  /// Whether the values of a class match; `nil` where some may and some may not, or that is beyond the analysis.
  static func answer(of node: SchemaNode, for atom: Atom) -> Bool? {
    let answers = [
      !node.types.isDisjoint(with: atom.types) && atom.types.isSubset(of: node.types),
      node.constant.map { equals(atom, to: [$0]) } ?? true,
      node.enumeration.map { equals(atom, to: $0) } ?? true,
      node.numeric.map { number(atom, $0) } ?? true,
      node.string.map { text(atom, $0) } ?? true,
      node.array != nil && atom == .array ? nil : true,
    ]
    if answers.contains(false) { return false }
    return answers.contains(nil) ? nil : true
  }

  private static func equals(_ atom: Atom, to values: [JSONValue]) -> Bool? {
    switch atom {
    case .value(let value): values.contains(value)
    case .array: values.contains { $0.type == .array } ? nil : false
    case .object: values.contains { $0.type == .object } ? nil : false
    default: false
    }
  }

  private static func number(_ atom: Atom, _ keywords: NumericKeywords) -> Bool? {
    guard let span = atom.span else { return true }
    let exact = keywords.exact
    // Every bound is a class of its own, so a class lies on one side of it.
    func isWithin(
      _ bound: Decimal?, _ isInside: (_ above: Decimal?, _ below: Decimal?, _ bound: Decimal) -> Bool
    ) -> Bool {
      bound.map { isInside(span.above, span.below, $0) } ?? true
    }
    let isValue = span.above == span.below && span.above != nil
    let holds =
      isWithin(exact.minimum) { above, _, bound in above.map { $0 >= bound } ?? false }
      && isWithin(exact.exclusiveMinimum) { above, _, bound in
        above.map { isValue ? $0 > bound : $0 >= bound } ?? false
      }
      && isWithin(exact.maximum) { _, below, bound in below.map { $0 <= bound } ?? false }
      && isWithin(exact.exclusiveMaximum) { _, below, bound in
        below.map { isValue ? $0 < bound : $0 <= bound } ?? false
      }
    guard holds else { return false }
    guard let multiple = exact.multipleOf else { return true }
    if isValue, let value = span.above { return value.isMultiple(of: multiple) }
    if case .integers = atom, multiple == .one { return true }
    if case .fractions = atom, multiple == .one { return false }
    return nil
  }

  private static func text(_ atom: Atom, _ keywords: StringKeywords) -> Bool? {
    guard atom.types == .string else { return true }
    guard case .value(.string(let text)) = atom else {
      let isOpen =
        keywords.pattern != nil || keywords.minLength ?? 0 > 0 || keywords.maxLength != nil
        || keywords.formatAsserts
      return isOpen ? nil : true
    }
    let length = text.unicodeScalars.count
    if let least = keywords.minLength, length < least { return false }
    if let most = keywords.maxLength, length > most { return false }
    if let pattern = keywords.pattern, !pattern.matches(text) { return false }
    return keywords.formatAsserts ? nil : true
  }
}
