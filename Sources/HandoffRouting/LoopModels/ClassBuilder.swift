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
    let images = amounts.map { amount in atoms.indices.map { image(of: $0, in: field, adding: amount) } }
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

  /// The classes that a value may come to be in when a number is added; none for what is no number.
  func image(of atom: Int, in field: Int, adding amount: Int) -> [Int] {
    if let known = table.sums[.init(field: field, amount: amount)] { return known[atom] }
    let atoms = table.fields[field].atoms
    let step = Decimal(amount)
    if atoms[atom] == .absent {
      return atoms.indices.filter { index in
        if case .value(.number(let number)) = atoms[index] {
          number.decimal == step
        } else {
          atoms[index].holds(step)
        }
      }
    }
    guard let span = atoms[atom].span else { return [] }
    let isWhole = atoms[atom].types == .integer
    let low = span.above.flatMap { $0.adding(step) }
    let high = span.below.flatMap { $0.adding(step) }
    if span.above != nil, span.above == span.below, let value = low {
      return atoms.indices.filter { atoms[$0].holds(value) }
    }
    return atoms.indices.filter { index in
      guard let other = atoms[index].span, (atoms[index].types == .integer) == isWhole else { return false }
      if other.above != nil, other.above == other.below, let value = other.above {
        return (low.map { $0 < value } ?? true) && (high.map { value < $0 } ?? true)
      }
      let from = Self.later(low, other.above)
      let to = Self.earlier(high, other.below)
      guard let from, let to else { return true }
      return isWhole ? Atom.integer(from, to) != nil : from < to
    }
  }

  private static func later(_ left: Decimal?, _ right: Decimal?) -> Decimal? {
    guard let left, let right else { return left ?? right }
    return max(left, right)
  }

  private static func earlier(_ left: Decimal?, _ right: Decimal?) -> Decimal? {
    guard let left, let right else { return left ?? right }
    return min(left, right)
  }
}

extension Atom {
  /// Whether a number is in the class.
  func holds(_ value: Decimal) -> Bool {
    guard let span, value.isInteger == (types == .integer) else { return false }
    if span.above != nil, span.above == span.below { return span.above == value }
    return (span.above.map { $0 < value } ?? true) && (span.below.map { value < $0 } ?? true)
  }
}
