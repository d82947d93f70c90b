extension SchemaAlgebra {
  /// Says whether there is any payload in the set, and shows one that is not made smaller.
  ///
  /// For those who only want to know: making a witness small costs many times more than finding it.
  package mutating func existence(in expression: SchemaExpression) -> Emptiness {
    searches += 1
    let shape = shape(of: expression)
    if shape == .none { return .empty }
    search.budget = Budget(stepLimit: options.stepLimit, deadline: options.deadline)
    let found = search.payloads(of: shape)
    guard let witness = found.list.first else {
      return found.isEmpty ? .empty : .undecided(found.unknown ?? .unconfirmed)
    }
    return expression.accepts(witness) == true ? .inhabited(witness: witness) : .undecided(.unconfirmed)
  }
}
