internal import HandoffSchema

/// Judges whether failures without a tag can be told from the output, as far as the members go that the output names:
/// what an open output merely lets pass is for the rule `failure-ambiguous` to note.
///
/// A question that is too hard within the steps of one, or comes when the time for all is up, is left open here: the
/// rule `failure-ambiguous` asks it again and reports what it could not decide.
struct UntaggedFailureCheck {
  private let system: AgentSystem
  private let schemas: SystemSchemas
  private var algebra: SchemaAlgebra

  private static let stepsPerFailure = 20_000
  private static let timeForAll = Duration.seconds(2)

  init(_ system: AgentSystem, _ schemas: SystemSchemas) {
    self.system = system
    self.schemas = schemas
    algebra = SchemaAlgebra(options: ComparisonOptions(stepLimit: Self.stepsPerFailure))
  }

  mutating func run(adding list: inout ProblemList) {
    let deadline = ContinuousClock.now + Self.timeForAll
    algebra.options.deadline = deadline
    for (index, contract) in system.contracts.enumerated() where contract.failureTag == nil {
      // Schemas that do not compile are reported as such.
      guard let output = try? schemas.schema(at: .output(contract: index)) else { continue }
      for (position, failure) in contract.failures.enumerated() where failure.schema != nil {
        guard ContinuousClock.now < deadline else { return }
        guard let other = try? schemas.schema(at: .failure(contract: index, failure: position)),
          case .inhabited(let payload) = algebra.emptiness(of: .schema(output.closed) && .schema(other))
        else { continue }
        list.add(
          .ambiguousFailure(payload), at: ["contracts", contract.name, "failures", failure.kind, "schema"],
          failure.declaredAt ?? contract.declaredAt)
      }
    }
  }
}
