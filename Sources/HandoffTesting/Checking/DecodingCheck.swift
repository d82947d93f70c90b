import HandoffContracts
import HandoffFuzzing
import HandoffSchema

/// Holds a `Decodable` type against a contract and says what a test framework is to record.
struct DecodingCheck {
  var contract: Contract
  var readsDatesAsText: Bool

  /// The most payloads that a type is given which cannot be seen whole, and the most failures that are told of them.
  private static let trialLimit = 300
  private static let failureLimit = 10

  /// A failure for each thing that the type refuses although the contract allows it; the rest is a warning.
  ///
  /// What was seen of a type may be less than it takes: nothing fails but what it really does not decode. A type that cannot
  /// be seen whole is given payloads that show everything about the contract, too.
  func run<Value: Decodable>(_ type: Value.Type) -> CheckOutcome {
    var outcome = CheckOutcome()
    do throws(SchemaError) {
      var drift = try TypeDrift(of: type, from: contract, readsDatesAsText: readsDatesAsText)
      let trial = DecodingTrial<Value>(readsDatesAsText: readsDatesAsText)
      var told: Set<JSONPointer> = []
      for found in drift.breaks {
        guard let refusal = trial.refusal(of: found.witness) else {
          drift.gaps.append("(root): it takes \(found.witness), which what was seen of it does not tell")
          continue
        }
        told.insert(refusal.pointer)
        // One payload may show several things, of which decoding it tells the first.
        let isSeen = drift.breaks.contains { refusal.isTold(by: $0.reason) }
        let reason = isSeen ? found.reason : refusal.description
        outcome.failures.append(failure(reason, found.witness, drift))
      }
      if !drift.gaps.isEmpty {
        let payloads = try coveringPayloads()
        if payloads.count > Self.trialLimit {
          drift.gaps.append("(root): only \(Self.trialLimit) of \(payloads.count) payloads were tried")
        }
        var untold = 0
        for payload in payloads.prefix(Self.trialLimit) {
          guard let refusal = trial.refusal(of: payload), told.insert(refusal.pointer).inserted else {
            continue
          }
          if outcome.failures.count < Self.failureLimit {
            outcome.failures.append(failure(refusal.description, payload, drift))
          } else {
            untold += 1
          }
        }
        if untold > 0 { drift.gaps.append("(root): what it refuses at \(untold) more members is not listed") }
      }
      outcome.warnings += drift.notes.map { "\(drift.type) and the contract \"\(drift.contract)\": \($0)" }
      outcome.warnings += drift.gaps.map { "\(drift.type) cannot be seen whole: \($0)" }
    } catch {
      outcome.fail("The contract \"\(contract.name)\" cannot be read: \(error)")
    }
    return outcome
  }

  private func failure(_ reason: String, _ payload: JSONValue, _ drift: TypeDrift) -> CheckOutcome.Failure {
    CheckOutcome.Failure(
      text: """
        \(drift.type) does not take what the contract "\(drift.contract)" allows: \(reason)
          payload: \(payload)
        """,
      attachment: CheckOutcome.Attached(.payload(payload), of: drift.contract))
  }

  private func coveringPayloads() throws(SchemaError) -> [JSONValue] {
    var system = AgentSystem(name: contract.name, entry: [], agents: [], handoffs: [])
    system.contracts = [contract] + contract.attachedContracts
    return try ContractFixtures(of: contract, in: SystemSchemas(system)).fixtures.compactMap { fixture in
      if fixture.role == .valid, case .payload(let payload) = fixture.content { payload } else { nil }
    }
  }
}
