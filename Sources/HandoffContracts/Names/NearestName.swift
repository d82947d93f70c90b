internal import HandoffSchema

/// The nearest of several names to a mistyped one.
///
/// Near means at most a third of the letters wrong, by the restricted edit distance (insert, remove, replace,
/// swap neighbours; Damerau 1964, in the row form of Wagner and Fischer 1974).
package enum NearestName {
  /// The nearest name, the first of several equally near, or `nil` where none is near.
  ///
  /// - Complexity: O(*n* · *m*²), where *n* is the number of names and *m* their length; names of more than
  ///   64 code points are never near.
  package static func of(_ name: String, among names: some Sequence<String>) -> String? {
    let wanted = Array(name.unicodeScalars.map(\.properties.lowercaseMapping))
    guard wanted.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in names {
      let letters = Array(candidate.unicodeScalars.prefix(65).map(\.properties.lowercaseMapping))
      let limit = min(best.map { $0.distance - 1 } ?? .max, max(wanted.count, letters.count) / 3)
      guard letters.count <= 64, abs(letters.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, letters)
      if distance <= limit { best = (candidate, distance) }
    }
    return best?.name
  }

  private static func distance(_ left: [String], _ right: [String]) -> Int {
    var before: [Int] = []
    var above = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        var cost = min(above[j + 1] + 1, row[j] + 1, above[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          cost = min(cost, before[j - 1] + 1)
        }
        row.append(cost)
      }
      before = above
      above = row
    }
    return above[right.count]
  }
}
