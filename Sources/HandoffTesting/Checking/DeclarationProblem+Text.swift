import HandoffContracts

extension DeclarationProblem {
  /// The problem as a test failure shows it.
  var failureText: String { "The declaration cannot stand: \(self)" }
}
