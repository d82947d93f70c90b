/// A stack of runs of flags, one byte each; empty until it is used.
struct MarkStack {
  private var flags: [Bool] = []

  /// Adds a run of unset flags and returns its place.
  mutating func push(_ count: Int) -> Int {
    let place = flags.count
    flags.append(contentsOf: repeatElement(false, count: count))
    return place
  }

  /// Removes the run at a place, which must be the last one.
  mutating func pop(_ place: Int) {
    flags.removeLast(flags.count - place)
  }

  subscript(place: Int) -> Bool {
    get { flags[place] }
    set { flags[place] = newValue }
  }

  /// Sets a run's flags wherever those of another one are set.
  mutating func merge(_ source: Int, into target: Int, count: Int) {
    for place in 0..<count where flags[source + place] { flags[target + place] = true }
  }

  /// Sets all flags of a run.
  mutating func set(_ place: Int, count: Int) {
    for place in place..<place + count { flags[place] = true }
  }
}
