import HandoffSchema

/// Finds the number of a name; of several equal names the first one counts.
package struct NameTable: Sendable {
  private var numbers: [ExactString: Int32]

  /// Numbers the names in order.
  package init(_ count: Int, name: (Int) -> String) {
    numbers = [:]
    numbers.reserveCapacity(count)
    for number in 0..<count {
      let key = ExactString(name(number))
      // One lookup for the usual case that the name is new.
      if let earlier = numbers.updateValue(Int32(number), forKey: key) { numbers[key] = earlier }
    }
  }

  /// The number of a name, or `nil` for one that is not in the table.
  package subscript(name: String) -> Int? {
    numbers[ExactString(name)].map(Int.init)
  }
}
