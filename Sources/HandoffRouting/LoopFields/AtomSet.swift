/// A set of atoms of one field, as bits.
struct AtomSet: Sendable, Hashable {
  private(set) var words: [UInt64]

  /// No atoms, or all of `count`.
  init(count: Int, isFull: Bool = false) {
    words = [UInt64](repeating: isFull ? .max : 0, count: (count + 63) / 64)
    if isFull, count % 64 != 0 { words[words.count - 1] = (1 << UInt64(count % 64)) - 1 }
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  func contains(_ atom: Int) -> Bool { words[atom >> 6] & (1 << UInt64(atom & 63)) != 0 }

  mutating func insert(_ atom: Int) { words[atom >> 6] |= 1 << UInt64(atom & 63) }

  mutating func remove(_ atom: Int) { words[atom >> 6] &= ~(1 << UInt64(atom & 63)) }

  mutating func formIntersection(_ other: AtomSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  mutating func formUnion(_ other: AtomSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  func intersection(_ other: AtomSet) -> AtomSet {
    var copy = self
    copy.formIntersection(other)
    return copy
  }

  func isSubset(of other: AtomSet) -> Bool { zip(words, other.words).allSatisfy { $0 & ~$1 == 0 } }
}
