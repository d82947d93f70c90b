import HandoffContracts

/// The sendings on each handoff of a system, every list of them kept once: most handoffs of a large system carry what many
/// others carry, and then they share a number.
struct SendingBook: Sendable {
  private var rows: [[Sending]] = [[]]
  /// By the digest of a row the last one of it: lists are long, and the look at one that is not meant costs a walk to memory.
  private var numberOfDigest: [Int: Int32] = [:]
  /// By row an earlier one of the same digest; 0 for none.
  private var earlier: [Int32] = [0]
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
    let digest = Self.digest(of: sendings)
    let last = numberOfDigest[digest] ?? 0
    var known = last
    while known != 0 {
      if rows[Int(known)] == sendings { return known }
      known = earlier[Int(known)]
    }
    let number = Int32(rows.count)
    rows.append(sendings)
    earlier.append(last)
    numberOfDigest[digest] = number
    return number
  }

  /// What the sets are taken of follows from them, or is told by the comparison.
  private static func digest(of sendings: [Sending]) -> Int {
    var hasher = Hasher()
    for sending in sendings {
      hasher.combine(sending.cause)
      hasher.combine(sending.taken)
      // Beyond the guards that are followed there are many of which that is not known.
      if sending.taken == nil { hasher.combine(sending.matched) }
    }
    return hasher.finalize()
  }
}
