/// A deterministic automaton laid out for speed: one load for the class of a byte, one for the next row.
///
/// Row 0 refuses whatever follows and row 1 accepts it, so that a match ends early; the rows that accept at
/// the end of the text are the last ones.
struct MatchTable: Sendable {
  /// The offset of the next row, for each row and class.
  private let next: [UInt32]
  /// The class of each ASCII code point.
  private let plainClasses: [UInt16]
  /// The first code point of each interval that reaches above ASCII, and its class.
  private let starts: [UInt32]
  private let classes: [UInt16]
  private let initial: UInt32
  private let firstSettled: UInt32
  private let firstAccepting: UInt32

  init?(_ table: TransitionTable) {
    let width = table.classes.count
    guard width <= Int(UInt16.max) else { return nil }
    let live = table.liveStates()
    var row = [UInt32](repeating: 0, count: table.stateCount)
    var order: [Int] = []
    for accepts in [false, true] {
      for state in 0..<table.stateCount where live[state] && table.accepting[state] == accepts {
        if accepts && Self.isFinal(state, table) {
          row[state] = UInt32(width)
          continue
        }
        row[state] = UInt32((order.count + 2) * width)
        order.append(state)
      }
    }
    let acceptingCount = order.count { table.accepting[$0] }
    var next = [UInt32](repeating: 0, count: width)
    next += [UInt32](repeating: UInt32(width), count: width)
    next.reserveCapacity((order.count + 2) * width)
    for state in order {
      for target in table.next[state * width..<(state + 1) * width] { next.append(row[Int(target)]) }
    }
    self.next = next
    initial = row[Int(table.initial)]
    firstSettled = UInt32(2 * width)
    firstAccepting = UInt32((order.count + 2 - acceptingCount) * width)
    plainClasses = (0..<128).map { UInt16(table.classes.classOf($0)) }
    let first = table.classes.interval(of: 0x80)
    starts = Array(table.classes.starts[first...])
    classes = table.classes.classes[first...].map { UInt16($0) }
  }

  private static func isFinal(_ state: Int, _ table: TransitionTable) -> Bool {
    let width = table.classes.count
    return table.next[state * width..<(state + 1) * width].allSatisfy { Int($0) == state }
  }

  /// Says whether the text, which is valid UTF-8, is accepted.
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    next.withUnsafeBufferPointer { next in
      plainClasses.withUnsafeBufferPointer { plainClasses in
        var row = initial
        var index = 0
        let count = text.count
        while index < count, row >= firstSettled {
          let byte = text[index]
          if byte < 0x80 {
            row = next[Int(row) + Int(plainClasses[Int(byte)])]
            index += 1
          } else {
            let (value, length) = Self.decode(text, at: index)
            row = next[Int(row) + Int(classOf(value))]
            index += length
          }
        }
        return row >= firstAccepting || (row > 0 && row < firstSettled)
      }
    }
  }

  private static func decode(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (
    value: UInt32, length: Int
  ) {
    let lead = UInt32(text[index])
    func tail(_ offset: Int) -> UInt32 {
      index + offset < text.count ? UInt32(text[index + offset] & 0x3F) : 0
    }
    if lead < 0xE0 { return ((lead & 0x1F) << 6 | tail(1), 2) }
    if lead < 0xF0 { return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3) }
    return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
  }

  private func classOf(_ value: UInt32) -> UInt16 {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= value { low = middle } else { high = middle }
    }
    return classes[low]
  }
}
