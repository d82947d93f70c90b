import HandoffContracts
import HandoffFuzzing
import HandoffSchema

/// Holds a `Decodable` type against a contract and says what a test framework is to record.
struct DecodingCheck {
  var contract: Contract
  var readsDatesAsText: Bool

  /// A failure for each thing that the type refuses although the contract allows it; the rest is a warning.
  func run<Value: Decodable>(_ type: Value.Type) -> CheckOutcome {
    var outcome = CheckOutcome()
    do throws(SchemaError) {
      let drift = try TypeDrift(of: type, from: contract, readsDatesAsText: readsDatesAsText)
      for found in drift.breaks {
        outcome.failures.append(
          CheckOutcome.Failure(
            text: """
              \(drift.type) does not take what the contract "\(drift.contract)" allows: \(found.reason)
                payload: \(found.witness)
              """,
            attachment: CheckOutcome.Attached(.payload(found.witness), of: drift.contract)))
      }
      outcome.warnings += drift.notes.map { "\(drift.type) and the contract \"\(drift.contract)\": \($0)" }
      outcome.warnings += drift.gaps.map { "\(drift.type) cannot be seen whole: \($0)" }
    } catch {
      outcome.fail("The contract \"\(contract.name)\" cannot be read: \(error)")
    }
    return outcome
  }
}
