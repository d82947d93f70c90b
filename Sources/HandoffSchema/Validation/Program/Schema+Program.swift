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
    switch lazyProgram.verdict(of: graph, on: tape) {
    case true?: return []
    case false?: return explanation(of: tape, tape.value(at: 0))
    // Repeated keys are gone in a value of its own.
    case nil: return violations(in: tape.value(at: 0))
    }
  }

  /// Whether the value on a tape is in the set; `nil` where nobody can tell, as for a value by itself.
  package func verdict(on tape: TapeView) -> Bool? {
    lazyProgram.verdict(of: graph, on: tape) ?? verdict(on: tape.value(at: 0))
  }

  /// Says whether the value on a tape is in the set.
  package func isValid(_ tape: TapeView) -> Bool {
    lazyProgram.verdict(of: graph, on: tape) ?? isValid(tape.value(at: 0))
  }

  /// All violations of a value that stands on a tape too.
  ///
  /// The fast road says which parts of the value need no explanation; of the whole it says nothing any more.
  func explanation(of tape: TapeView, _ value: JSONValue) -> [Violation] {
    narrowed(collected(of: tape, value), of: value)
  }

  /// As ``explanation(of:_:)``, each keyword for itself.
  func collected(of tape: TapeView, _ value: JSONValue) -> [Violation] {
    guard let program = lazyProgram.program(of: graph) else { return explanation(of: value) }
    let found = program.withRunner(over: tape) { runner -> [Violation] in
      var evaluator = Evaluator(
        graph, instance: value, isCollecting: true, oracle: ValidationOracle(runner, program))
      _ = evaluator.run(root: graph.root)
      // Whoever lent the runner frees what it grew.
      if let oracle = evaluator.oracle { runner = oracle.runner }
      return evaluator.violations
    }
    return found ?? explanation(of: value)
  }

  /// As ``explanation(of:_:)``, where there is no fast road.
  func explanation(of value: JSONValue) -> [Violation] {
    var evaluator = Evaluator(graph, instance: value, isCollecting: true)
    _ = evaluator.run(root: graph.root)
    return evaluator.violations
  }
}
