import HandoffContracts

/// How often each of a few things happened; small as long as they are few.
enum IndexCounts<Index: ListIndex> {
  /// A thing with how often it happened.
  struct Entry {
    var index: Index
    var count: Int
  }

  case few([Entry])
  case many([Index: Int])

  /// So many are looked through one by one.
  private static var fewLimit: Int { 16 }

  /// Nothing has happened.
  init() { self = .few([]) }

  /// How often a thing happened; 0 where it never did.
  subscript(index: Index) -> Int {
    switch self {
    case .few(let entries): entries.first { $0.index == index }?.count ?? 0
    case .many(let counts): counts[index] ?? 0
    }
  }

  /// All of them.
  var all: [Index: Int] {
    switch self {
    case .few(let entries): Dictionary(uniqueKeysWithValues: entries.map { ($0.index, $0.count) })
    case .many(let counts): counts
    }
  }

  /// Counts a thing once more and returns how often it has happened now.
  mutating func add(_ index: Index) -> Int {
    switch self {
    case .few(var entries):
      // Let go of, so that the array is changed where it stands.
      self = .few([])
      var count = 1
      if let position = entries.firstIndex(where: { $0.index == index }) {
        count += entries[position].count
        entries[position].count = count
      } else {
        if entries.isEmpty { entries.reserveCapacity(1) }
        entries.append(Entry(index: index, count: 1))
      }
      self = .few(entries)
      if entries.count > Self.fewLimit { self = .many(all) }
      return count
    case .many(var counts):
      self = .few([])
      counts[index, default: 0] += 1
      let count = counts[index] ?? 1
      self = .many(counts)
      return count
    }
  }
}
