extension JSONValue {
  /// The value with one part replaced, added (a new member) or, for `nil`, taken away; `nil` where the path
  /// leads nowhere.
  ///
  /// - Parameters:
  ///   - path: The tokens of a pointer.
  ///   - value: What stands there then.
  /// - Returns: The changed value.
  /// - Complexity: O(*d* · *w*) in the depth of the path and the width of the containers on it; as deep on the stack.
  package func replacing(_ path: ArraySlice<String>, with value: JSONValue?) -> JSONValue? {
    guard let token = path.first else { return value }
    let rest = path.dropFirst()
    switch self {
    case .object(var members):
      if rest.isEmpty {
        members[token] = value
      } else {
        guard let part = members[token]?.replacing(rest, with: value) else { return nil }
        members[token] = part
      }
      return .object(members)
    case .array(var elements):
      guard let index = JSONPointer.arrayIndex(token), elements.indices.contains(index) else { return nil }
      if rest.isEmpty, value == nil {
        elements.remove(at: index)
      } else {
        guard let part = elements[index].replacing(rest, with: value) else { return nil }
        elements[index] = part
      }
      return .array(elements)
    default: return nil
    }
  }
}
