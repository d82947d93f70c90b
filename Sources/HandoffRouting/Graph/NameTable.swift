import HandoffSchema

/// Finds the number of a name; of several equal names the first one counts.
package struct NameTable: Sendable {
  private var numbers: [ExactString: Int32]

  /// Numbers the names in order.
  package init(_ names: some Collection<String>) {
    numbers = [:]
    numbers.reserveCapacity(names.count)
    for (number, name) in names.enumerated() {
      let key = ExactString(name)
      if numbers[key] == nil { numbers[key] = Int32(number) }
    }
  }

  /// The number of a name, or `nil` for one that is not in the table.
  package subscript(name: String) -> Int? {
    numbers[ExactString(name)].map(Int.init)
  }
}
