/// Goes through the states of one agent in order.
///
/// From one state to the next mostly one field changes, so that no state is taken apart by divisions.
struct StateWalk {
  private let fields: [Int]
  private let classes: [[UInt64]]
  private var digits: [Int]

  /// Begins at the first state.
  ///
  /// - Parameters:
  ///   - fields: The fields that tell the states apart; the first one changes most often.
  ///   - classes: By field the classes that it may hold.
  init(fields: [Int], classes: [[UInt64]]) {
    self.fields = fields
    self.classes = classes
    digits = [Int](repeating: 0, count: fields.count)
  }

  /// Goes on to the next state, and from the last one to the first one; writes what it holds where that changes.
  mutating func advance(_ masks: inout [UInt64]) {
    for position in digits.indices {
      digits[position] += 1
      let isOver = digits[position] == classes[position].count
      if isOver { digits[position] = 0 }
      masks[fields[position]] = classes[position][digits[position]]
      guard isOver else { return }
    }
  }
}
