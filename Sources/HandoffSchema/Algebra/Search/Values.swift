/// Values found in a set, and what is known about the rest of it.
struct Values {
  /// Distinct members of the set.
  var list: [JSONValue] = []
  /// True where `list` is the whole set: an empty list is then a proof of emptiness.
  var isComplete = true
  /// Why it could not be decided whether there are more.
  var unknown: UndecidedReason?
  /// The depth of the outermost question in progress whose provisional answer was used.
  var dependsOn = Int.max

  static let empty = Values()

  static func undecided(_ reason: UndecidedReason) -> Values {
    Values(isComplete: false, unknown: reason)
  }

  var isEmpty: Bool { list.isEmpty && isComplete }

  /// Adds what another part of the same set holds.
  mutating func formUnion(_ other: Values) {
    if list.isEmpty {
      list = other.list
    } else if list.count + other.list.count < 24 {
      for value in other.list where !list.contains(value) { list.append(value) }
    } else {
      var known = Set(list)
      for value in other.list where known.insert(value).inserted { list.append(value) }
    }
    isComplete = isComplete && other.isComplete
    unknown = unknown ?? other.unknown
    dependsOn = min(dependsOn, other.dependsOn)
  }
}
