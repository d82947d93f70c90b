/// Makes a payload smaller while it still proves what it proves.
struct WitnessShrinker {
  private let proves: (JSONValue) -> Bool
  private let deadline: Deadline?
  private var effort = 0

  /// Tries of small payloads; of a large one each costs more.
  private static let effortLimit = 400

  /// - Parameters:
  ///   - deadline: When to be content with what was reached.
  ///   - proves: Says whether a payload still serves; it is asked before anything is kept.
  init(deadline: Deadline? = nil, proves: @escaping (JSONValue) -> Bool) {
    self.deadline = deadline
    self.proves = proves
  }

  /// The smallest payload reached by single steps, each tried in a fixed order.
  mutating func shrink(_ witness: JSONValue) -> JSONValue {
    var current = witness
    var improved = true
    while improved, effort < Self.effortLimit, !isLate {
      improved = false
      let cost = 1 + current.size(upTo: Self.effortLimit * Self.sizeUnit) / Self.sizeUnit
      // Candidates are made one at a time: all of them together take many times the memory of the payload.
      _ = SmallerValues.each(than: current) { candidate in
        effort += cost
        if effort > Self.effortLimit || isLate { return false }
        guard proves(candidate) else { return true }
        current = candidate
        improved = true
        return false
      }
    }
    return current
  }

  private static let sizeUnit = 256

  private var isLate: Bool { deadline?.hasPassed ?? false }
}
