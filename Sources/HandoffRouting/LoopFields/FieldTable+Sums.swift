import HandoffSchema

extension FieldTable {
  /// The classes that a value may come to be in when a number is added; none for what is no number.
  func sums(of atom: Int, in field: Int, adding amount: Int) -> [Int] {
    if let known = sums[Addition(field: field, amount: amount)] { return known[atom] }
    let atoms = fields[field].atoms
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
