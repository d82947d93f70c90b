/// Which members or elements of one value schemas have looked at, for `unevaluatedProperties` and
/// `unevaluatedItems`.
struct EvaluatedPlaces {
  private var all = false
  private var words: [UInt64] = []

  mutating func insert(_ place: Int) {
    if all { return }
    while words.count <= place >> 6 { words.append(0) }
    words[place >> 6] |= 1 << UInt64(place & 63)
  }

  mutating func insertAll() { all = true }

  func contains(_ place: Int) -> Bool {
    all || place >> 6 < words.count && words[place >> 6] & 1 << UInt64(place & 63) != 0
  }

  mutating func formUnion(_ other: EvaluatedPlaces) {
    if other.all { all = true }
    if all { return }
    while words.count < other.words.count { words.append(0) }
    for place in other.words.indices { words[place] |= other.words[place] }
  }
}
