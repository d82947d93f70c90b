import HandoffContracts
import HandoffFuzzing
import HandoffSchema

/// What an agent may receive, as far as the declaration says.
struct ProducerInputs {
  /// The schemas, each with the way on which such payloads arrive.
  private(set) var schemas: [(way: String, schema: Schema)] = []
  /// Ways of which it is not known what arrives on them.
  private(set) var shortfalls: [String] = []

  /// Asks the declaration: what handoffs bring and what the system gets from outside; what the agent accepts where
  /// neither is known.
  ///
  /// - Throws: `SchemaError` where a schema cannot be compiled.
  init(of agent: String, in system: AgentSystem) throws {
    for (handoff, name) in zip(system.handoffs, system.handoffNames)
    where handoff.to.hasSameCodePoints(as: agent) {
      do throws(CampaignError) {
        schemas.append((name, try HandoffCampaign(system, handoff: name).schema))
      } catch {
        shortfalls.append("\(error)")
      }
    }
    let known = system.schemas()
    if system.entry.contains(where: { $0.hasSameCodePoints(as: agent) }),
      let input = try known.schema(at: .input)
    {
      schemas.append(("input", input))
    }
    if schemas.isEmpty, let accepted = try known.accepted(by: agent) { schemas.append(("accepts", accepted)) }
  }

  /// Payloads in turn from every way, the simplest first.
  ///
  /// - Returns: At most `count` payloads, each with the number of its schema.
  func payloads(_ count: Int, seed: UInt64) -> [(payload: JSONValue, schema: Int)] {
    guard !schemas.isEmpty else { return [] }
    let generators = schemas.map { PayloadGenerator($0.schema) }
    return (0..<count).compactMap { index in
      let schema = index % generators.count
      guard let payload = try? generators[schema].payload(seed: seed, index: index / generators.count) else {
        return nil
      }
      return (payload, schema)
    }
  }
}
