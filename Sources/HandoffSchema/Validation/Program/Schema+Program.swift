extension Schema {
  /// Says whether a document's value is in the set, without making the value.
  ///
  /// Runs a compiled form of the schema over the tape of the parse. The verdict is always that of
  /// ``violations(in:)``, which decides where the compiled form cannot: where keys that matter repeat, and
  /// beyond its caps on nesting.
  ///
  /// - Complexity: O(*n* · *m*) in the sizes of the value and of the applied keywords.
  public func isValid(_ document: JSONDocument) -> Bool {
    document.withTape { isValid($0) }
  }

  /// Says whether the value on a tape is in the set.
  package func isValid(_ tape: TapeView) -> Bool {
    lazyProgram.program(of: graph)?.verdict(on: tape) ?? isValid(tape.value(at: 0))
  }
}
