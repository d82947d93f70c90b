/// A deterministic automaton laid out for speed: one load for the class of a byte, one for the next row.
///
/// Row 0 refuses whatever follows and row 1 accepts it, so that a match ends early; the rows that accept at
/// the end of the text are the last ones. Everything lies in one array, so that a match touches one reference.
struct MatchTable: Sendable {
  private static let plainCount = 128

  /// The class of each ASCII code point, then the rows: for each class the place of the next row.
  private let cells: [UInt32]
  private let initial: UInt32
  private let firstSettled: UInt32
  private let firstAccepting: UInt32
  private let matchedRow: UInt32
  private let others: PagedClasses

  init?(_ table: TransitionTable) {
    let width = table.classes.count
    guard width <= Int(UInt16.max) else { return nil }
    let live = table.liveStates()
    let place = { (row: Int) in UInt32(Self.plainCount + row * width) }
    var row = [UInt32](repeating: place(0), count: table.stateCount)
    var order: [Int] = []
    for accepts in [false, true] {
      for state in 0..<table.stateCount where live[state] && table.accepting[state] == accepts {
        if accepts && Self.isFinal(state, table) {
          row[state] = place(1)
          continue
        }
        row[state] = place(order.count + 2)
        order.append(state)
      }
    }
    var cells = (0..<UInt32(Self.plainCount)).map { UInt32(table.classes.classOf($0)) }
    cells.reserveCapacity(Int(place(order.count + 2)))
    cells += [UInt32](repeating: place(0), count: width)
    cells += [UInt32](repeating: place(1), count: width)
    for state in order {
      for target in table.next[state * width..<(state + 1) * width] { cells.append(row[Int(target)]) }
    }
    self.cells = cells
    initial = row[Int(table.initial)]
    firstSettled = place(2)
    firstAccepting = place(2 + order.count { !table.accepting[$0] })
    matchedRow = place(1)
    others = PagedClasses(table.classes)
  }

  private static func isFinal(_ state: Int, _ table: TransitionTable) -> Bool {
    let width = table.classes.count
    return table.next[state * width..<(state + 1) * width].allSatisfy { Int($0) == state }
  }

  /// Says whether the text, which is valid UTF-8, is accepted.
  @inline(__always)
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let settled = firstSettled
    let row = cells.withUnsafeBufferPointer { cells in
      var row = initial
      var index = 0
      let count = text.count
      while index < count, row >= settled {
        let byte = text[index]
        if byte < 0x80 {
          row = cells[Int(row &+ cells[Int(byte)])]
          index &+= 1
        } else {
          let (value, length) = Self.decode(text, at: index)
          row = cells[Int(row &+ UInt32(others.classOf(value)))]
          index &+= length
        }
      }
      return row
    }
    return row >= firstAccepting || row == matchedRow
  }

  @inline(__always)
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
}
