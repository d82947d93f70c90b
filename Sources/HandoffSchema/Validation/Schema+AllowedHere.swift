// What one keyword lists is not what the schema as a whole allows at a pointer: other keywords may refuse some of it.
extension Schema {
  /// Larger values are not looked at again.
  private static let sizeLimit = 500
  /// The most violations that are looked at, and the most values that each may list.
  private static let violationLimit = 8
  private static let valueLimit = 20

  /// Violations of `enum` and `const` with a hint where only some of the listed values are allowed in their place.
  ///
  /// Each is put there and the value is validated again, so that every keyword has its say.
  /// - Complexity: O(*v* · *n*) in the listed values, which are few, and the size of the value, which is small.
  func narrowed(_ violations: [Violation], of value: JSONValue) -> [Violation] {
    let listing = violations.indices.filter { ["enum", "const"].contains(violations[$0].keyword) }
    guard !listing.isEmpty, listing.count <= Self.violationLimit,
      value.size(upTo: Self.sizeLimit) < Self.sizeLimit
    else { return violations }
    var result = violations
    for place in listing where result[place].hint == nil {
      let violation = violations[place]
      guard let values = values(listedAt: violation), values.count <= Self.valueLimit else { continue }
      let allowed = values.filter { isAllowed($0, at: violation.instance, of: value) }
      if allowed.count == values.count { continue }
      result[place].hint =
        allowed.isEmpty
        ? "none of that is allowed here by the rest of the schema"
        : "allowed here: \(Evaluator.list(allowed))"
    }
    return result
  }

  private func values(listedAt violation: Violation) -> [JSONValue]? {
    let suffix = "/" + violation.keyword
    let node = graph.nodes.first {
      violation.absoluteKeywordLocation.utf8.count == $0.location.uri.utf8.count + suffix.utf8.count
        && violation.absoluteKeywordLocation.hasSameCodePoints(as: $0.location.uri + suffix)
    }
    return violation.keyword == "const" ? node?.constant.map { [$0] } : node?.enumeration
  }

  /// Says whether nothing is refused at a pointer, or inside, where another value stands there.
  private func isAllowed(_ other: JSONValue, at pointer: JSONPointer, of value: JSONValue) -> Bool {
    guard let changed = value.replacing(pointer.tokens[...], by: other) else { return true }
    if isValid(changed) { return true }
    let length = pointer.tokens.count
    let violations = changed.withTape { collected(of: $0, changed) } ?? []
    // What nobody can tell, or what a cap cut off, speaks against nothing.
    return !violations.contains {
      $0.keyword != Violation.undecidedKeyword && $0.keyword != "limit" && $0.instance.tokens.count >= length
        && Array($0.instance.tokens.prefix(length)) == pointer.tokens
    }
  }
}

extension JSONValue {
  /// The value with another one at a pointer; `nil` where the pointer leads nowhere.
  fileprivate func replacing(_ tokens: ArraySlice<String>, by other: JSONValue) -> JSONValue? {
    guard tokens.count <= 64 else { return nil }
    guard let first = tokens.first else { return other }
    switch self {
    case .array(var elements):
      guard let place = JSONPointer.arrayIndex(first), elements.indices.contains(place),
        let changed = elements[place].replacing(tokens.dropFirst(), by: other)
      else { return nil }
      elements[place] = changed
      return .array(elements)
    case .object(var members):
      guard let member = members[first], let changed = member.replacing(tokens.dropFirst(), by: other) else {
        return nil
      }
      members[first] = changed
      return .object(members)
    default: return nil
    }
  }
}
