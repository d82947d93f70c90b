extension Schema {
  /// Says whether the value is in the set, as fast as possible.
  ///
  /// - Complexity: O(*n* · *m*) in the sizes of the value and of the applied keywords.
  public func isValid(_ value: JSONValue) -> Bool {
    isValid(value, at: graph.root)
  }

  /// Whether the value is in the set; `nil` where nobody can tell, because a pattern that cannot be read or a cap of the
  /// validator decides it.
  ///
  /// - Complexity: As ``isValid(_:)``, and that of an interpreter where the value is not in the set.
  package func verdict(on value: JSONValue) -> Bool? {
    let decided = decided(value, at: graph.root)
    return decided.isOpen ? nil : decided.isValid
  }

  /// Says whether the value satisfies the schema at one node of the graph.
  ///
  /// Dynamic references are resolved as if evaluation began at that node.
  package func isValid(_ value: JSONValue, at node: SchemaGraph.NodeID) -> Bool {
    decided(value, at: node).isValid
  }

  /// How many steps it takes to say whether a value is valid: about the number of times that a schema meets a value.
  package func steps(on value: JSONValue) -> Int {
    guard let program = lazyProgram.program(of: graph), program.fits else { return 0 }
    return value.withTape { tape in
      program.withRunner(over: tape) { runner in
        _ = runner.verdict(of: program.root, on: 0)
        return runner.steps
      } ?? 0
    } ?? 0
  }

  /// The verdict of the program, or where it cannot tell that of the collecting road, which may be open: then the value
  /// counts as refused.
  private func decided(_ value: JSONValue, at node: SchemaGraph.NodeID) -> (isValid: Bool, isOpen: Bool) {
    if let always = graph.nodes[node].always { return (always, false) }
    guard let program = lazyProgram.program(of: graph) else { return plainlyDecided(value, at: node) }
    let decided = value.withTape { tape -> (isValid: Bool, isOpen: Bool) in
      if let verdict = program.verdict(on: tape, at: node) { return (verdict, false) }
      return program.withRunner(over: tape) { runner in
        // Too deep for the call stack: what lies deep inside is not.
        var evaluator = Evaluator(
          graph, instance: value, isCollecting: false, oracle: ValidationOracle(runner, program))
        let verdict = evaluator.run(root: node)
        if let oracle = evaluator.oracle { runner = oracle.runner }
        return (verdict, evaluator.limit != nil)
      } ?? plainlyDecided(value, at: node)
    }
    return decided ?? plainlyDecided(value, at: node)
  }

  private func plainlyDecided(
    _ value: JSONValue, at node: SchemaGraph.NodeID
  ) -> (isValid: Bool, isOpen: Bool) {
    var evaluator = Evaluator(graph, instance: value, isCollecting: false)
    let verdict = evaluator.run(root: node)
    return (verdict, evaluator.limit != nil)
  }

  /// All violations; empty for a valid value.
  ///
  /// Of a value with more than 10,000 violations, or fewer deep within it, the first ones; a last one with
  /// the keyword `limit` then says so.
  ///
  /// At each value first its type, `enum` and `const`, then what its type's keywords refuse (members and
  /// elements in the value's order), then the keywords that apply other schemas.
  public func violations(in value: JSONValue) -> [Violation] {
    guard let program = lazyProgram.program(of: graph) else { return explanation(of: value) }
    let found = value.withTape { tape in
      program.verdict(on: tape) == true ? [] : explanation(of: tape, value)
    }
    return found ?? explanation(of: value)
  }
}
