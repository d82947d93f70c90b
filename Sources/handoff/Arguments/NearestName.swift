/// Finds the known name that a misspelt one most likely means.
package enum NearestName {
  private static let longest = 64

  /// The nearest of the known names by edits (insert, delete, replace, swap neighbours), or `nil` where all are
  /// further away than a third of the name; of equally near ones the first.
  ///
  /// - Complexity: O(*n* · *m*²) for *n* names of at most 64 code points.
  package static func find(_ name: String, in known: [String]) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(longest))
    var best: (name: String, distance: Int)?
    for candidate in known {
      let letters = Array(candidate.lowercased().unicodeScalars.prefix(longest))
      // The beginning of a name means the name: "val" is "validate".
      let bare = wanted.drop { $0 == "-" }
      let isBeginning = bare.count >= 3 && letters.drop { $0 == "-" }.starts(with: bare)
      let distance = isBeginning ? 1 : distance(wanted, letters)
      let limit = max(1, min(wanted.count, letters.count) / 3)
      if distance <= limit, distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The optimal string alignment distance (Boytsov 2011, section 2.2).
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
