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
    var classes = Classes(count: atoms.count)
    classes.refine(kinds: 2) { atoms[$0] == .absent ? 1 : 0 }
    if !amounts.isEmpty {
      classes.refine(kinds: 3) { atoms[$0].isUnboundedAbove ? 2 : atoms[$0].span != nil ? 1 : 0 }
    }
    for mask in masks { classes.refine(kinds: 2) { mask.contains($0) ? 1 : 0 } }
    guard !amounts.isEmpty else { return classes.numbers }
    let images = amounts.map { amount in atoms.indices.map { table.sums(of: $0, in: field, adding: amount) } }
    while true {
      let before = classes.count
      for sums in images {
        // What becomes of two of one class must be of the same classes.
        var kinds: [AtomSet: Int] = [:]
        let kindOf = sums.map { sums in
          var image = AtomSet(count: atoms.count)
          for sum in sums { image.insert(classes.numbers[sum]) }
          let kind = kinds[image] ?? kinds.count
          kinds[image] = kind
          return kind
        }
        classes.refine(kinds: kinds.count) { kindOf[$0] }
      }
      if classes.count == before { return classes.numbers }
    }
  }

  /// Classes of atoms, numbered in the order of their first ones, that are made finer step by step.
  private struct Classes {
    private(set) var numbers: [Int]
    private(set) var count: Int

    init(count: Int) {
      numbers = [Int](repeating: 0, count: count)
      self.count = min(count, 1)
    }

    /// Takes atoms of different kinds apart; kinds are numbered from 0.
    mutating func refine(kinds: Int, by kind: (Int) -> Int) {
      guard count < numbers.count else { return }
      var known = [Int](repeating: -1, count: count * kinds)
      count = 0
      for atom in numbers.indices {
        let key = numbers[atom] * kinds + kind(atom)
        if known[key] < 0 {
          known[key] = count
          count += 1
        }
        numbers[atom] = known[key]
      }
    }
  }
}
