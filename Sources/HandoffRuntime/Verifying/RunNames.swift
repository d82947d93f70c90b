/// The names of runs, numbered from 0 in the order in which they come first.
///
/// All texts stand in one array: a recording may name millions of runs, and a text by itself takes several times its
/// length.
struct RunNames {
  private var bytes: [UInt8] = []
  /// Where the text of each number ends.
  private var ends: [Int] = []
  /// One more than a number, found by its hash or behind that; 0 where nothing stands.
  private var slots = [UInt32](repeating: 0, count: 16)

  /// How many there are.
  var count: Int { ends.count }

  /// The name of a number.
  subscript(number: Int) -> String { String(decoding: bytes[range(of: number)], as: UTF8.self) }

  /// The number of a name; `nil` where it has none.
  func number(of name: String) -> Int? {
    var name = name
    let found = name.withUTF8 { slots[slot(of: UnsafeRawBufferPointer($0))] }
    return found == 0 ? nil : Int(found) - 1
  }

  /// The number of a name, which gets the next one where it has none.
  mutating func insert(_ name: String) -> Int {
    var name = name
    return name.withUTF8 { text in
      let text = UnsafeRawBufferPointer(text)
      let slot = slot(of: text)
      if slots[slot] > 0 { return Int(slots[slot]) - 1 }
      bytes.append(contentsOf: text)
      ends.append(bytes.count)
      slots[slot] = UInt32(ends.count)
      // At most half of them are taken, so that searches stay short.
      if ends.count * 2 > slots.count { grow() }
      return ends.count - 1
    }
  }

  private func range(of number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

  /// The slot of a text, or the free one where it belongs.
  private func slot(of text: UnsafeRawBufferPointer) -> Int {
    var slot = firstSlot(of: text)
    while slots[slot] > 0 {
      let range = range(of: Int(slots[slot]) - 1)
      if range.count == text.count, bytes[range].elementsEqual(text) { break }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func firstSlot(of text: UnsafeRawBufferPointer) -> Int {
    // Seeded anew in each process: nobody can choose names that all meet in one slot.
    var hasher = Hasher()
    hasher.combine(bytes: text)
    return hasher.finalize() & (slots.count - 1)
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for number in ends.indices {
      var slot = bytes.withUnsafeBytes {
        firstSlot(of: UnsafeRawBufferPointer(rebasing: $0[range(of: number)]))
      }
      while slots[slot] > 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }
}
