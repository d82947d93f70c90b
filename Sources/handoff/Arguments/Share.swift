/// A share of the work: part `index` of `count`, from 1.
package struct Share: Sendable, Hashable {
  package var index: Int
  package var count: Int

  /// Reads `I/N` with 1 ≤ I ≤ N ≤ 1,000,000, or returns `nil`.
  package init?(parsing text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]),
      (1...1_000_000).contains(count), (1...count).contains(index)
    else { return nil }
    self.index = index
    self.count = count
  }
}
