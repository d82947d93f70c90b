/// A stack of runs of flags, one byte each.
///
/// Begins in memory that the caller lends and moves to memory of its own where that is too small; then
/// ``release()`` must be called at the end.
struct MarkStack {
  private var flags: UnsafeMutablePointer<Bool>
  private var capacity: Int
  private var count = 0
  private var isOwner = false

  /// The room that a caller may lend so that everyday values need no allocation.
  static let usualCapacity = 512

  init(_ lent: UnsafeMutableBufferPointer<Bool>) {
    if let base = lent.baseAddress {
      flags = base
      capacity = lent.count
    } else {
      flags = .allocate(capacity: 1)
      capacity = 1
      isOwner = true
    }
  }

  func release() {
    if isOwner { flags.deallocate() }
  }

  /// Adds a run of unset flags and returns its place.
  mutating func push(_ length: Int) -> Int {
    let place = count
    if length > capacity - count { grow(to: count + length) }
    (flags + place).initialize(repeating: false, count: length)
    count += length
    return place
  }

  private mutating func grow(to needed: Int) {
    let larger = UnsafeMutablePointer<Bool>.allocate(capacity: 2 * needed)
    larger.initialize(from: flags, count: count)
    release()
    flags = larger
    capacity = 2 * needed
    isOwner = true
  }

  /// Removes the run at a place, which must be the last one.
  mutating func pop(_ place: Int) { count = place }

  subscript(place: Int) -> Bool {
    get { flags[place] }
    nonmutating set { flags[place] = newValue }
  }

  /// Sets a run's flags wherever those of another one are set.
  func merge(_ source: Int, into target: Int, count: Int) {
    for place in 0..<count where flags[source + place] { flags[target + place] = true }
  }

  /// Sets a run's flags wherever those of a copy are set.
  func merge(_ source: [Bool], into target: Int) {
    for (place, isSet) in source.enumerated() where isSet { flags[target + place] = true }
  }

  /// A copy of a run.
  func run(_ place: Int, count: Int) -> [Bool] {
    Array(UnsafeBufferPointer(start: flags + place, count: count))
  }

  /// Sets all flags of a run.
  func set(_ place: Int, count: Int) {
    (flags + place).update(repeating: true, count: count)
  }
}
