extension PatternParser {
  /// Reads a class up to its `]`; the opening bracket has been taken.
  mutating func parseClass(at offset: Int) throws(PatternError) -> CodePointSet {
    var isNegated = false
    if position < scalars.count, scalars[position] == "^" {
      isNegated = true
      position += 1
    }
    var ranges: [ClosedRange<UInt32>] = []
    var sets: [CodePointSet] = []
    while true {
      guard position < scalars.count else {
        throw error("the class that begins here is not closed", at: offset)
      }
      if scalars[position] == "]" {
        position += 1
        break
      }
      let start = position
      let first = try parseClassAtom()
      guard position + 1 < scalars.count, scalars[position] == "-", scalars[position + 1] != "]" else {
        collect(first, &ranges, &sets)
        continue
      }
      position += 1
      let last = try parseClassAtom()
      if case .character(let lower) = first, case .character(let upper) = last {
        if lower > upper {
          throw error("the range \(text(start..<position)) is out of order", at: start)
        }
        ranges.append(lower...upper)
      } else {
        // Beside a class escape the hyphen stands for itself (Annex B).
        collect(first, &ranges, &sets)
        ranges.append(0x2D...0x2D)
        collect(last, &ranges, &sets)
      }
    }
    let set = sets.reduce(CodePointSet(ranges)) { $0.union($1) }
    return isNegated ? set.complement : set
  }

  private func collect(_ atom: Escaped, _ ranges: inout [ClosedRange<UInt32>], _ sets: inout [CodePointSet]) {
    switch atom {
    case .character(let value): ranges.append(value...value)
    case .set(let set): sets.append(set)
    }
  }

  private mutating func parseClassAtom() throws(PatternError) -> Escaped {
    let offset = position
    let scalar = scalars[position]
    position += 1
    guard scalar == "\\" else { return .character(scalar.value) }
    guard position < scalars.count else { throw error("a lone \"\\\" ends the expression", at: offset) }
    switch scalars[position] {
    case "b":
      position += 1
      return .character(0x08)
    case "k", "B", "1"..."9":
      throw error("\(text(offset..<position + 1)) has no meaning inside a class", at: offset)
    default:
      return try parseCharacterEscape(at: offset)
    }
  }
}
