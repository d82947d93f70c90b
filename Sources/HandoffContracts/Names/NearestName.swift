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
    let wanted = letters(of: name)
    guard wanted.count <= longest else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in names {
      let letters = letters(of: candidate)
      let limit = min(best.map { $0.distance - 1 } ?? .max, max(wanted.count, letters.count) / 3)
      guard letters.count <= longest, abs(letters.count - wanted.count) <= limit else { continue }
      if let distance = distance(wanted, letters, limit: limit) { best = (candidate, distance) }
    }
    return best?.name
  }

  private static let longest = 64

  /// The code points in lower case, of a long name the first ones only.
  ///
  /// One whose lower case is several code points stands for itself, as a number that no code point has.
  private static func letters(of name: String) -> [UInt32] {
    name.unicodeScalars.prefix(longest + 1).map { scalar in
      if scalar.isASCII {
        return (65...90).contains(scalar.value) ? scalar.value + 32 : scalar.value
      }
      let mapping = scalar.properties.lowercaseMapping.unicodeScalars
      return mapping.count == 1 ? mapping.first?.value ?? scalar.value : scalar.value + 1 << 21
    }
  }

  /// The distance, or `nil` where it is above the limit.
  private static func distance(_ left: [UInt32], _ right: [UInt32], limit: Int) -> Int? {
    var before = Array(repeating: 0, count: right.count + 1)
    var above = Array(0...right.count)
    var row = before
    for i in left.indices {
      row[0] = i + 1
      var least = row[0]
      for j in right.indices {
        var cost = min(above[j + 1] + 1, row[j] + 1, above[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          cost = min(cost, before[j - 1] + 1)
        }
        row[j + 1] = cost
        least = min(least, cost)
      }
      // The least of a row is never above that of the next one.
      if least > limit { return nil }
      (before, above, row) = (above, row, before)
    }
    return above[right.count] <= limit ? above[right.count] : nil
  }
}
