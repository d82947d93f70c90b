import HandoffSchema

/// Joins the classes of a field that nothing in one loop tells apart.
///
/// The classes of the table respect every guard of the system; a loop has few of them.
struct ClassBuilder {
  private let table: FieldTable

  init(_ table: FieldTable) {
    self.table = table
  }

  /// For each class of a field in the table, the number of its class in the loop.
  ///
  /// - Parameters:
  ///   - field: A field of the table.
  ///   - masks: The sets that the loop's boxes use of it, and of the fields whose values it may take.
  ///   - amounts: What the loop's agents add to it.
  /// - Returns: The numbers, from 0 in the order of the first class.
  func classes(of field: Int, masks: [AtomSet], amounts: [Int]) -> [Int] {
    let atoms = table.fields[field].atoms
    var classes = numbered(
      atoms.indices.map { index -> [Int] in
        var key: [Int] = [atoms[index] == .absent ? 1 : 0]
        if !amounts.isEmpty {
          key.append(atoms[index].isUnboundedAbove ? 2 : atoms[index].span != nil ? 1 : 0)
        }
        var word = 0
        for (position, mask) in masks.enumerated() {
          word = word << 1 | (mask.contains(index) ? 1 : 0)
          if position % 60 == 59 {
            key.append(word)
            word = 0
          }
        }
        return key + [word]
      })
    guard !amounts.isEmpty else { return classes }
    let images = amounts.map { amount in atoms.indices.map { table.sums(of: $0, in: field, adding: amount) } }
    while true {
      let finer = numbered(
        atoms.indices.map { index in
          [classes[index]]
            + images.flatMap { table in [-1] + Set(table[index].map { classes[$0] }).sorted() }
        })
      if finer == classes { return classes }
      classes = finer
    }
  }

  private func numbered(_ keys: [[Int]]) -> [Int] {
    var numbers: [[Int]: Int] = [:]
    return keys.map { key in
      if let known = numbers[key] { return known }
      numbers[key] = numbers.count
      return numbers.count - 1
    }
  }
}
