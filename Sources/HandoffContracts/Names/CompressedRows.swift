/// Lists of numbers, one list per row, kept in two flat arrays.
package struct CompressedRows: Sendable {
  /// Where each row begins in `values`; one more than there are rows.
  package let offsets: [Int32]
  /// The rows, one after the other.
  package let values: [Int32]

  /// Sorts the places of `keys` into the rows that the keys name; a key of -1 leaves its place out.
  ///
  /// Places stay in ascending order within a row (a counting sort).
  ///
  /// - Complexity: O(*rows* + *keys*).
  package init(rowCount: Int, keys: [Int32]) {
    var offsets = [Int32](repeating: 0, count: rowCount + 1)
    for key in keys where key >= 0 { offsets[Int(key) + 1] += 1 }
    for row in 0..<rowCount { offsets[row + 1] += offsets[row] }
    var next = offsets
    var values = [Int32](repeating: 0, count: Int(offsets[rowCount]))
    for (place, key) in keys.enumerated() where key >= 0 {
      values[Int(next[Int(key)])] = Int32(place)
      next[Int(key)] += 1
    }
    self.offsets = offsets
    self.values = values
  }

  /// The numbers of one row.
  package subscript(row: Int) -> ArraySlice<Int32> {
    values[Int(offsets[row])..<Int(offsets[row + 1])]
  }
}
