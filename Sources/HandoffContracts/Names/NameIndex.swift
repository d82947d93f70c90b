internal import HandoffSchema

/// Finds the index of a name; of several equal names, which is a problem of the declaration, the first one counts.
package struct NameIndex<Index: ListIndex>: Sendable {
  private var indices: [ExactString: Index] = [:]

  /// Indexes names in order.
  ///
  /// - Complexity: O(*n*) on average.
  package init(_ names: some Collection<String>) {
    indices.reserveCapacity(names.count)
    for (position, name) in names.enumerated() {
      let key = ExactString(name)
      // One look-up for the usual case that every name is new.
      if let earlier = indices.updateValue(Index(position), forKey: key) { indices[key] = earlier }
    }
  }

  /// The index of a name, or `nil` for one that is not there.
  package subscript(name: String) -> Index? { indices[ExactString(name)] }
}
