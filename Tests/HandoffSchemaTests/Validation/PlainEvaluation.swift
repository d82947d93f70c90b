@testable import HandoffSchema

extension Schema {
  /// The violations as the collecting road finds them alone, without the compiled form.
  func plainViolations(in value: JSONValue) -> [Violation] {
    var evaluator = Evaluator(graph, instance: value, isCollecting: true)
    _ = evaluator.run(root: graph.root)
    return evaluator.violations
  }

  /// The verdict of the road that collects, without the compiled form and without collecting.
  func plainVerdict(on value: JSONValue) -> Bool {
    var evaluator = Evaluator(graph, instance: value, isCollecting: false)
    return evaluator.run(root: graph.root)
  }

  /// The steps that both roads take for a value that is parsed from a text.
  func steps(on text: String) throws -> (verdict: Bool?, fast: Int, collecting: Int) {
    let document = try JSONDocument(parsing: Array(text.utf8), depthLimit: 1_024)
    let program = ValidationProgram(graph)
    return document.withTape { tape in
      let fast = program.withRunner(over: tape) { runner in
        (verdict: runner.verdict(of: program.root, on: 0), steps: runner.steps)
      }
      guard fast?.verdict == false else { return (fast?.verdict ?? nil, fast?.steps ?? 0, 0) }
      let collecting = program.withRunner(over: tape) { runner in
        var evaluator = Evaluator(
          graph, instance: tape.value(at: 0), isCollecting: true, oracle: ValidationOracle(runner, program))
        _ = evaluator.run(root: graph.root)
        if let oracle = evaluator.oracle { runner = oracle.runner }
        return evaluator.steps + runner.steps
      }
      return (false, fast?.steps ?? 0, collecting ?? 0)
    }
  }
}

extension JSONDocument {
  /// Parses a text.
  static func parsed(_ text: String) throws -> JSONDocument { try JSONDocument(parsing: Array(text.utf8)) }
}
