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

  /// All violations of a document's value; empty where it is valid, which costs no more than the verdict.
  ///
  /// They are those of ``violations(in:)-(JSONValue)``.
  public func violations(in document: JSONDocument) -> [Violation] {
    document.withTape { violations(in: $0) }
  }

  /// All violations of the value on a tape.
  package func violations(in tape: TapeView) -> [Violation] {
    isValid(tape) ? [] : violations(inRefused: tape.value(at: 0))
  }

  /// Says whether the value on a tape is in the set.
  package func isValid(_ tape: TapeView) -> Bool {
    lazyProgram.program(of: graph)?.verdict(on: tape) ?? isValid(tape.value(at: 0))
  }
}
