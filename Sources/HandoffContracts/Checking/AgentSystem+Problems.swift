extension AgentSystem {
  /// Everything in the declaration that cannot stand: names that nobody declares, names declared twice, numbers
  /// out of range, schemas that do not compile, and what a result builder could not take.
  ///
  /// Empty for a system that was read from a manifest and not changed since. Which undeclared names are problems
  /// and which are findings of the rules is told in ``init(manifest:file:)-(JSONDocument,_)``.
  ///
  /// - Complexity: O(*n*) in the size of the declaration; every schema is compiled.
  public var problems: [DeclarationProblem] {
    var check = DeclarationCheck(self)
    check.run()
    return check.list.problems
  }
}
