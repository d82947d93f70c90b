// Formulas over member names. Names that a schema spells out are looked at one by one; all others are told
// apart only by the patterns and lengths that remain once the spelt-out ones are taken away.
extension FormulaArena {
  /// The names that the formula spells out, sorted.
  mutating func names(in formula: Formula) -> [ExactString] {
    let key = formula.isNegated ? !formula : formula
    if let known = namesMemo[key] { return known }
    var result: [ExactString] = []
    switch nodes[key.index] {
    case .constant: break
    case .conjunction(let parts): result = parts.flatMap { names(in: $0) }
    case .atom(.string(let values)): result = values
    case .atom(.reference(let index, _)):
      namesMemo[key] = []
      result = names(in: definitions[index].string)
    case .atom: break
    }
    if result.count > 1 {
      var sorted: [ExactString] = []
      for name in result.sorted() where sorted.last != name { sorted.append(name) }
      result = sorted
    }
    namesMemo[key] = result
    return result
  }

  /// The formula as it applies to names that it does not spell out.
  mutating func withoutNames(_ formula: Formula) -> Formula {
    let key = formula.isNegated ? !formula : formula
    let known: Formula
    if let memo = withoutNamesMemo[key] {
      known = memo
    } else {
      switch nodes[key.index] {
      case .constant: known = .always
      case .conjunction(let parts): known = and(parts.map { withoutNames($0) })
      case .atom(.string): known = .never
      case .atom: known = key
      }
      withoutNamesMemo[key] = known
    }
    return formula.isNegated ? !known : known
  }
}
