extension Schema {
  /// Says whether the value is in the set, as fast as possible.
  ///
  /// - Complexity: O(*n* · *m*) in the sizes of the value and of the applied keywords.
  public func isValid(_ value: JSONValue) -> Bool {
    var evaluator = Evaluator(graph, instance: value, isCollecting: false)
    return evaluator.run(root: graph.root)
  }

  /// Says whether the value satisfies the schema at one node of the graph.
  ///
  /// Dynamic references are resolved as if evaluation began at that node.
  package func isValid(_ value: JSONValue, at node: SchemaGraph.NodeID) -> Bool {
    var evaluator = Evaluator(graph, instance: value, isCollecting: false)
    return evaluator.run(root: node)
  }

  /// All violations; empty for a valid value.
  ///
  /// Of a value with more than 10,000 violations, or fewer deep within it, the first ones; a last one with
  /// the keyword `limit` then says so.
  ///
  /// At each value first its type, `enum` and `const`, then what its type's keywords refuse (members and
  /// elements in the value's order), then the keywords that apply other schemas.
  public func violations(in value: JSONValue) -> [Violation] {
    isValid(value) ? [] : violations(inRefused: value)
  }

  /// All violations of a value that is not in the set; collecting costs more than the verdict, so it comes after.
  func violations(inRefused value: JSONValue) -> [Violation] {
    var evaluator = Evaluator(graph, instance: value, isCollecting: true)
    _ = evaluator.run(root: graph.root)
    return evaluator.violations
  }
}
