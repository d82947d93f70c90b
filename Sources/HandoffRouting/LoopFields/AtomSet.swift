/// A set of atoms of one field, as bits.
///
/// Nearly every field has few atoms: the first 64 need no array, so that boxes of payloads are compared without allocating.
struct AtomSet: Sendable, Hashable {
  /// The atoms below 64.
  private var first: UInt64
  /// Those from 64 on.
  private var others: [UInt64]

  /// No atoms, or all of `count`.
  init(count: Int, isFull: Bool = false) {
    first = isFull ? Self.bits(below: count) : 0
    others = []
    guard count > 64 else { return }
    others = stride(from: 64, to: count, by: 64).map { isFull ? Self.bits(below: count - $0) : 0 }
  }

  private static func bits(below count: Int) -> UInt64 { count >= 64 ? .max : (1 << UInt64(count)) - 1 }

  var isEmpty: Bool { first == 0 && others.allSatisfy { $0 == 0 } }

  func contains(_ atom: Int) -> Bool {
    let word = atom < 64 ? first : others[atom >> 6 - 1]
    return word & (1 << UInt64(atom & 63)) != 0
  }

  mutating func insert(_ atom: Int) {
    let bit: UInt64 = 1 << UInt64(atom & 63)
    if atom < 64 { first |= bit } else { others[atom >> 6 - 1] |= bit }
  }

  mutating func remove(_ atom: Int) {
    let bit: UInt64 = 1 << UInt64(atom & 63)
    if atom < 64 { first &= ~bit } else { others[atom >> 6 - 1] &= ~bit }
  }

  mutating func formIntersection(_ other: AtomSet) {
    first &= other.first
    for index in others.indices { others[index] &= other.others[index] }
  }

  mutating func formUnion(_ other: AtomSet) {
    first |= other.first
    for index in others.indices { others[index] |= other.others[index] }
  }

  func intersection(_ other: AtomSet) -> AtomSet {
    var copy = self
    copy.formIntersection(other)
    return copy
  }

  func isSubset(of other: AtomSet) -> Bool {
    first & ~other.first == 0 && zip(others, other.others).allSatisfy { $0 & ~$1 == 0 }
  }

  func isDisjoint(with other: AtomSet) -> Bool {
    first & other.first == 0 && zip(others, other.others).allSatisfy { $0 & $1 == 0 }
  }
}
