public import HandoffSchema

/// Makes payloads that a schema refuses, the same ones for the same seed on every machine.
///
/// Each is a valid payload with one constraint broken. Every constraint is broken in every way before any comes again.
public struct BrokenPayloads: Sendable {
  let builder: CaseBuilder
  let schedule: GoalSchedule
  var schema: Schema { builder.schema }

  /// Prepares a schema.
  ///
  /// - Complexity: O(*n*) in the size of the schema, patterns aside.
  public init(_ schema: Schema) {
    var builder = CaseBuilder(schema)
    builder.surroundings = MutationSurroundings(of: schema)
    let targets = MutationTarget.all(in: builder.plan, surroundings: builder.surroundings)
    self.builder = builder
    schedule = GoalSchedule(
      failures: [], rest: targets.filter { !$0.operation.info.keepsValid }.map(CaseGoal.broken))
  }

  /// Makes one payload.
  ///
  /// - Parameters:
  ///   - seed: Chooses the sequence of payloads.
  ///   - index: The index in the sequence, from 0.
  /// - Returns: A payload that the validator refuses, and what was done to it.
  /// - Throws: ``GenerationShortfall`` where none of the ways that were tried breaks a payload.
  public func payload(seed: UInt64, index: Int) throws(GenerationShortfall) -> (JSONValue, Mutation) {
    var problem = "the schema has no constraint that can be broken"
    for entry in schedule.entries(ofBroken: index) {
      guard case .broken(let target) = entry.goal else { continue }
      let random = SplitMix64(
        seed: seed, stream: target.label(in: builder.plan.graph), index: entry.ordinal)
      do throws(DeadEnd) {
        let built = try builder.broken(at: target, index: entry.ordinal, random: random)
        if let mutation = built.mutation { return (built.payload, mutation) }
      } catch {
        problem = "\(target.label(in: builder.plan.graph)): \(error)"
      }
    }
    throw GenerationShortfall(index: index, reason: problem)
  }
}
