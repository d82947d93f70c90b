import HandoffContracts

/// The sendings on each handoff of a system, every list of them kept once: most handoffs of a large system carry what many
/// others carry, and then they share a number.
struct SendingBook: Sendable {
  /// A list of sendings as a key; what the sets are taken of follows from them, or is told by the comparison.
  private struct Row: Hashable {
    var sendings: [Sending]

    func hash(into hasher: inout Hasher) {
      for sending in sendings {
        hasher.combine(sending.cause)
        hasher.combine(sending.taken)
        // Beyond the guards that are followed there are many of which that is not known.
        if sending.taken == nil { hasher.combine(sending.matched) }
      }
    }
  }

  private var rows: [[Sending]] = [[]]
  private var numberOfRow: [Row: Int32] = [:]
  /// By handoff the number of its row; 0 for none.
  private var numbers: [Int32]

  /// Begins with nothing on any handoff.
  init(handoffCount: Int) {
    numbers = [Int32](repeating: 0, count: handoffCount)
  }

  /// The sendings on a handoff.
  subscript(handoff: HandoffIndex) -> [Sending] { rows[Int(numbers[handoff.rawValue])] }

  /// A number that handoffs share on which there are the same sendings.
  func number(of handoff: HandoffIndex) -> Int32 { numbers[handoff.rawValue] }

  /// Notes all sendings on a handoff.
  mutating func note(_ sendings: [Sending], on handoff: HandoffIndex) {
    numbers[handoff.rawValue] = number(of: sendings)
  }

  /// Adds a sending, if it is not the last one already.
  mutating func append(_ sending: Sending, to handoff: HandoffIndex) {
    let row = self[handoff]
    if row.last != sending { note(row + [sending], on: handoff) }
  }

  private mutating func number(of sendings: [Sending]) -> Int32 {
    if sendings.isEmpty { return 0 }
    let row = Row(sendings: sendings)
    if let known = numberOfRow[row] { return known }
    let number = Int32(rows.count)
    rows.append(sendings)
    numberOfRow[row] = number
    return number
  }
}
