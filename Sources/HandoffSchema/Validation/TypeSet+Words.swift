extension TypeSet {
  /// Says whether a value has one of the types.
  package func allows(_ value: JSONValue) -> Bool {
    switch value {
    case .null: contains(.null)
    case .bool: contains(.boolean)
    case .number(let number): contains(.number) || contains(.integer) && number.isInteger
    case .string: contains(.string)
    case .array: contains(.array)
    case .object: contains(.object)
    }
  }

  /// The types in words: `a string or null`.
  package var phrase: String {
    var words: [String] = []
    if contains(.object) { words.append("an object") }
    if contains(.array) { words.append("an array") }
    if contains(.string) { words.append("a string") }
    if contains(.number) {
      words.append("a number")
    } else if contains(.integer) {
      words.append("an integer")
    }
    if contains(.boolean) { words.append("true or false") }
    if contains(.null) { words.append("null") }
    return words.isEmpty ? "nothing" : joinedWithOr(words)
  }
}

/// Alternatives in words: `a, b or c`.
func joinedWithOr(_ words: [String]) -> String {
  guard words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
}
