package import HandoffContracts

extension Traffic {
  /// Whether some payload takes both of two handoffs of a parallel group; true where that is not found out.
  ///
  /// - Parameters:
  ///   - one: A handoff of the group.
  ///   - other: Another one.
  ///   - asked: Counted up by one for each question about payloads that this takes.
  /// - Returns: False only where no payload takes both.
  package mutating func areTakenTogether(
    _ one: HandoffIndex, _ other: HandoffIndex, questions asked: inout Int
  ) -> Bool {
    let (first, second) = (structure.traits(of: one), structure.traits(of: other))
    guard first.trigger == second.trigger else { return true }
    // Each call has arguments of its own.
    if first.isTyped || second.isTyped { return true }
    for sending in sendings(on: one) {
      for rival in sendings(on: other) where rival.cause == sending.cause {
        guard let taken = sending.taken, let also = rival.taken else { return true }
        for set in taken {
          for second in also {
            if set != second { asked += 1 }
            if case .none = questions.existence(in: set.intersection(second)) { continue }
            return true
          }
        }
      }
    }
    return false
  }
}
