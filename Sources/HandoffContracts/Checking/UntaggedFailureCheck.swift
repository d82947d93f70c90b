internal import HandoffSchema

/// Judges whether failures without a tag can be told from the output, as far as the members go that the output names:
/// what an open output merely lets pass is for the rule `failure-ambiguous` to note.
///
/// A question that is too hard within the steps of one, or comes when those for all are spent, is left open here: the
/// rule `failure-ambiguous` asks it again and reports what it could not decide. Steps, not time, so that a manifest is
/// refused on every machine or on none.
struct UntaggedFailureCheck {
  private let system: AgentSystem
  private let schemas: SystemSchemas
  private var algebra: SchemaAlgebra

  private static let stepsPerFailure = 4_000
  private static let stepsForAll = 80_000
  /// What making a payload small costs, which counts no steps of its own.
  private static let stepsPerPayload = 400

  init(_ system: AgentSystem, _ schemas: SystemSchemas) {
    self.system = system
    self.schemas = schemas
    algebra = SchemaAlgebra(options: ComparisonOptions(stepLimit: Self.stepsPerFailure))
  }

  mutating func run(adding list: inout ProblemList) {
    var left = Self.stepsForAll
    for (index, contract) in system.contracts.enumerated() where contract.failureTag == nil {
      // Schemas that do not compile are reported as such.
      guard let output = try? schemas.schema(at: .output(contract: index))?.closed else { continue }
      left -= output.graph.nodes.count
      for (position, failure) in contract.failures.enumerated() where failure.schema != nil {
        guard left > 0 else { return }
        guard let other = try? schemas.schema(at: .failure(contract: index, failure: position)) else {
          continue
        }
        algebra.options.stepLimit = min(Self.stepsPerFailure, left)
        let answer = algebra.emptiness(of: .schema(output) && .schema(other))
        left -= algebra.steps + other.graph.nodes.count
        guard case .inhabited(let payload) = answer else { continue }
        left -= Self.stepsPerPayload
        list.add(
          .ambiguousFailure(payload), at: ["contracts", contract.name, "failures", failure.kind, "schema"],
          failure.declaredAt ?? contract.declaredAt)
      }
    }
  }
}
