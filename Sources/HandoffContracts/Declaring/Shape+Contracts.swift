internal import HandoffSchema

// Shapes that contracts of the system promise. They refer to the contract, so that a change of it reaches them.

extension Shape {
  /// What a contract promises as its output; the contract becomes part of the system.
  public static func output(of contract: Contract) -> Shape {
    var shape = output(of: contract.name)
    shape.attachedContracts.attach([contract])
    return shape
  }

  /// What the contract of a name, which is declared elsewhere, promises as its output.
  public static func output(of contract: String) -> Shape {
    Shape(schema: ["$ref": .string(JSONPointer(tokens: ["contracts", contract, "output"]).fragment)])
  }

  /// The payload of one of a contract's failures, with its tag.
  ///
  /// A kind that the contract does not declare is a problem of the system, which the contract becomes part of.
  public static func failure(_ kind: String, of contract: Contract) -> Shape {
    let position = contract.failures.firstIndex { $0.kind.hasSameCodePoints(as: kind) }
    var shape = Shape(schema: position.map { contract.payloadSchema(ofFailure: $0) } ?? true)
    shape.attachedContracts.attach([contract])
    if position == nil {
      var kinds = DeclaredNames(.failure, contract.failures.map { ($0.kind, $0.declaredAt) })
      if let reason = kinds.problem(naming: kind) { shape.report(reason, at: []) }
    }
    return shape
  }

  /// What a contract promises as its output, or the payload of one of these failures.
  ///
  /// For an agent that takes over both from the one before it, work and failed work.
  public static func output(of contract: Contract, orFailure kind: String, _ more: String...) -> Shape {
    output(of: contract, orFailures: [kind] + more)
  }

  static func output(of contract: Contract, orFailures kinds: [String]) -> Shape {
    anyOf([output(of: contract)] + kinds.map { failure($0, of: contract) })
  }
}
