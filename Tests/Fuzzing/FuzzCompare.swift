import HandoffFuzzing
import HandoffSchema

/// Any two schemas: a payload that is said to tell them apart does, and nothing is included that a payload refutes.
///
/// The input is two schemas, separated by the first byte 0, or a row of choices that makes them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCompare(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let (first, second) = schemas(UnsafeBufferPointer(start: data, count: count)),
    let producer = try? Schema(first), let consumer = try? Schema(second)
  else { return 0 }
  // What takes longer says nothing here; nor is time a part of the law.
  var algebra = SchemaAlgebra(options: ComparisonOptions(stepLimit: 3_000))
  let verdict = algebra.inclusion(of: producer, in: consumer)
  let pair = "\(first) in \(second): \(verdict)"
  switch verdict.outcome {
  case .included:
    for payload in PayloadGenerator(producer).payloads(count: 6, seed: 1).payloads {
      demand(
        !isSent(payload, producer) || !isRefused(payload, consumer), "What is included is accepted.", pair)
    }
  case .notIncluded(let counterexample):
    let payload = counterexample.payload
    demand(isSent(payload, producer), "A payload that tells schemas apart may be sent.", pair)
    demand(!consumer.isValid(payload), "A payload that tells schemas apart is refused.", pair)
    demand(!counterexample.violations.isEmpty, "A refusal has reasons.", pair)
  case .undecided(let reason, let agreeing):
    demand(!reason.description.isEmpty && agreeing <= verdict.tried, "Doubt has words.", pair)
  }
  return 0
}

/// Refused for sure: where a pattern is beyond automata the comparison may know more than the evaluation.
private func isRefused(_ payload: JSONValue, _ consumer: Schema) -> Bool {
  !consumer.isValid(payload)
    && !consumer.violations(in: payload).contains { ["undecided", "limit"].contains($0.keyword) }
}

/// Both roads say so.
private func isSent(_ payload: JSONValue, _ producer: Schema) -> Bool {
  producer.isValid(payload) && producer.violations(in: payload).isEmpty
}

private func schemas(_ bytes: UnsafeBufferPointer<UInt8>) -> (JSONValue, JSONValue)? {
  guard bytes.first == UInt8(ascii: "{") else {
    var choices = SchemaChoices(bytes)
    return choices.pair()
  }
  guard let separator = bytes.firstIndex(of: 0),
    let first = try? JSONDocument(parsing: Array(bytes[..<separator])),
    let second = try? JSONDocument(parsing: Array(bytes[(separator + 1)...]))
  else { return nil }
  return (first.value, second.value)
}
