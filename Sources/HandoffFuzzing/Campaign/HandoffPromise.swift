import HandoffContracts
import HandoffSchema

/// What one handoff promises its consumer, and what the consumer promises in turn.
struct HandoffPromise: Sendable {
  /// A failure output of the producer.
  struct Failure: Sendable {
    var kind: String
    var schema: Schema
    var builder: CaseBuilder
    /// Whether some handoff brings such failures to the consumer, which may then take them.
    var isExpected: Bool
  }

  /// The name of the handoff.
  var name: String
  /// The payloads that travel: the producer's output that the guard lets pass, or the failures that trigger
  /// the handoff.
  var schema: Schema
  var builder: CaseBuilder
  /// Everything that can be broken.
  var targets: [MutationTarget]
  /// The producer's failure outputs that are not what travels here.
  var failures: [Failure]
  /// What the consumer declares to accept; `nil` where it does not say.
  var accepted: Schema?
  /// The consumer's own contract; `nil` where it has none.
  var contract: String?
  /// The output that the consumer's contract promises.
  var answer: Schema?
  /// The failure outputs that the consumer's contract declares.
  var answerFailures: [(kind: String, schema: Schema)] = []

  /// Works out the promise of a handoff.
  init(_ system: AgentSystem, _ index: Int, name: String) throws(CampaignError) {
    let handoff = system.handoffs[index]
    let schemas = system.schemas()
    self.name = name
    guard let produced = system.agent(named: handoff.from)?.produces,
      let contract = system.contract(named: produced)
    else { throw CampaignError(.nothingPromised(handoff: name, agent: handoff.from)) }

    let promised: Schema?
    do throws(SchemaError) {
      promised = try PromisedPayload(system, contract, handoff, schemas).schema()
    } catch {
      throw CampaignError(.schema(error))
    }
    guard let promised else {
      throw CampaignError(.noSuchFailure(handoff: name, declared: contract.failures.map(\.kind)))
    }
    do throws(SchemaError) {
      schema = promised
      builder = CaseBuilder(promised)
      targets = MutationTarget.all(in: builder.plan)
      accepted = try schemas.accepted(by: handoff.to)
      let answered = system.agent(named: handoff.to)?.produces.flatMap { system.contract(named: $0) }
      self.contract = answered?.name
      if let answered {
        answer = try schemas.output(of: answered.name)
        for failure in answered.failures {
          guard let schema = try schemas.failure(failure.kind, of: answered.name) else { continue }
          answerFailures.append((failure.kind, schema))
        }
      }
      failures = []
      for failure in contract.failures where !handoff.trigger.answers(failure.kind) {
        guard let schema = try schemas.failure(failure.kind, of: contract.name) else { continue }
        let isExpected = system.handoffs.contains {
          $0.to.hasSameCodePoints(as: handoff.to) && $0.trigger.answers(failure.kind)
            && system.declares(failure.kind, by: $0.from)
        }
        failures.append(
          Failure(
            kind: failure.kind, schema: schema, builder: CaseBuilder(schema), isExpected: isExpected))
      }
    } catch {
      throw CampaignError(.schema(error))
    }
  }
}

extension AgentSystem {
  fileprivate func declares(_ kind: String, by agent: String) -> Bool {
    guard let produced = self.agent(named: agent)?.produces, let contract = contract(named: produced) else {
      return false
    }
    return contract.failures.contains { $0.kind.hasSameCodePoints(as: kind) }
  }
}

extension CaseBuilder {
  /// Prepares a schema.
  init(_ schema: Schema) {
    self.init(plan: GenerationPlan(schema), schema: schema)
  }
}
