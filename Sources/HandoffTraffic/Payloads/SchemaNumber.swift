/// The number of a schema among those that questions about payloads are asked of.
package struct SchemaNumber: Sendable, Hashable, Comparable {
  let rawValue: Int

  /// Orders by the time of first use.
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
