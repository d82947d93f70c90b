import HandoffSchema

/// A payload as promised, with what is delivered before it.
struct BuiltSequence: Sendable {
  var before: [JSONValue]
  var payload: JSONValue
  var mutation: Mutation
  /// The choices; replaying them makes the same deliveries.
  var record: ChoiceRecord
}

extension CaseBuilder {
  /// Makes deliveries at an index of the operator's own sequence.
  func sequence(
    by operation: MutationOperator, failures: [CaseBuilder], index: Int, random: SplitMix64
  ) throws(DeadEnd) -> BuiltSequence {
    var draws = Draws(random: random)
    let size = Self.size(index, &draws)
    return try sequence(by: operation, failures: failures, draws, size: size)
  }

  /// Makes deliveries from choices: first the payload, then what comes before it.
  ///
  /// - Throws: ``DeadEnd`` where no payload is later than another, or the producer declares no failure.
  func sequence(
    by operation: MutationOperator, failures: [CaseBuilder], _ draws: Draws, size: PayloadSize = .medium
  ) throws(DeadEnd) -> BuiltSequence {
    guard let record = operation.record as? any SequenceOperator else {
      throw .contradiction("\(operation) delivers nothing beside the payload")
    }
    var draws = draws
    var problem = DeadEnd.refused
    let mark = draws.mark
    for _ in 0..<Self.attempts {
      do throws(DeadEnd) {
        let payload = try valid(&draws, size: size).payload
        var before: [JSONValue] = []
        for delivery in record.before {
          before.append(try content(of: delivery, before: payload, failures, &draws, size))
        }
        return BuiltSequence(
          before: before, payload: payload,
          mutation: Mutation(operation: operation, pointer: .root, was: nil, became: nil),
          record: draws.record)
      } catch {
        problem = error
      }
      guard draws.startOver(from: mark) else { break }
    }
    throw problem
  }

  private func content(
    of delivery: Delivery, before payload: JSONValue, _ failures: [CaseBuilder], _ draws: inout Draws,
    _ size: PayloadSize
  ) throws(DeadEnd) -> JSONValue {
    switch delivery {
    case .same: return payload
    case .other: return try valid(&draws, size: size).payload
    case .later:
      guard let later = payload.later(where: schema.isValid) else {
        throw .contradiction("nothing in the payload tells which one is later")
      }
      return later
    case .failure:
      guard let failure = draws.element(of: failures) else {
        throw .contradiction("the producer declares no failure")
      }
      return try failure.valid(&draws, size: size).payload
    }
  }
}
