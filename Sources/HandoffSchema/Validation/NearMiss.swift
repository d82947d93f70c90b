/// Finds what somebody probably meant.
package enum NearMiss {
  /// Longer texts are not compared: nobody misspells a paragraph.
  static let lengthLimit = 64
  /// The most candidates that are looked at.
  static let candidateLimit = 200

  /// The candidate that differs least from a text: only in case and in `-` and `_`, or by a few characters.
  ///
  /// - Parameters:
  ///   - text: What was written.
  ///   - candidates: What could have been meant; of several that are equally close the first is taken.
  ///   - slips: How many characters may differ; by the length of the text where absent.
  /// - Returns: The candidate, or `nil` where none is close.
  /// - Complexity: O(*n*) in the number of candidates, of which the first 200 are looked at.
  package static func closest(
    to text: String, in candidates: some Sequence<String>, allowing slips: Int? = nil
  ) -> String? {
    let written = Array(text.unicodeScalars.prefix(lengthLimit + 1))
    guard !written.isEmpty, written.count <= lengthLimit else { return nil }
    let allowed = slips ?? (written.count < 3 ? 1 : min(3, 1 + written.count / 5))
    let folded = folded(written)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates.prefix(candidateLimit) {
      let meant = Array(candidate.unicodeScalars.prefix(lengthLimit + 1))
      if meant == written || meant.isEmpty || meant.count > lengthLimit { continue }
      let meantFolded = self.folded(meant)
      if meantFolded == folded { return candidate }
      let limit = min(allowed, (best?.distance ?? .max) - 1)
      if let distance = distance(folded, meantFolded, limit: limit), distance < meant.count {
        best = (candidate, distance)
      }
    }
    return best?.candidate
  }

  private static func folded(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    text.filter { $0 != "_" && $0 != "-" && $0 != " " }.flatMap {
      Array($0.properties.lowercaseMapping.unicodeScalars)
    }
  }

  /// The number of insertions, deletions, replacements and swaps of neighbours that lead from one text to the
  /// other, or `nil` where it exceeds the limit.
  ///
  /// The optimal string alignment distance over three rows.
  /// - Complexity: O(*n* · *m*) in the lengths.
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int) -> Int? {
    guard limit >= 0, abs(left.count - right.count) <= limit else { return nil }
    var twoAbove: [Int] = []
    var above = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in 0..<right.count {
        let isSame = left[row] == right[column]
        var cost = min(above[column] + (isSame ? 0 : 1), above[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, twoAbove[column - 1] + 1)
        }
        current.append(cost)
      }
      if current.allSatisfy({ $0 > limit }) { return nil }
      twoAbove = above
      above = current
    }
    return above[right.count] <= limit ? above[right.count] : nil
  }
}
