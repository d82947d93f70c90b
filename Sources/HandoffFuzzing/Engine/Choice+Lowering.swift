extension Choice {
  /// How far the choice is from the simplest one of its kind; `nil` for texts and bytes.
  var magnitude: Int? {
    switch self {
    case .integer(let number, let bounds): Int(number.distance(from: bounds.simplest))
    case .branch(let index, _): index
    case .flag(let isSet): isSet ? 1 : 0
    case .length(let count, let bounds): count - bounds.least
    case .text, .bytes: nil
    }
  }

  /// The choice on the same side of the simplest one, at another distance from it.
  func with(magnitude: Int) -> Choice {
    switch self {
    case .integer(let number, let bounds):
      let isBelow = number < bounds.simplest
      return .integer(
        bounds.clamped(isBelow ? bounds.simplest - magnitude : bounds.simplest + magnitude), bounds)
    case .branch(_, let count): return .branch(min(magnitude, count - 1), count: count)
    case .flag: return .flag(magnitude > 0)
    case .length(_, let bounds): return .length(bounds.clamped(bounds.least + magnitude), bounds)
    case .text, .bytes: return self
    }
  }

  /// The choice as far away on the other, simpler side; `nil` where there is none.
  var mirrored: Choice? {
    guard case .integer(let number, let bounds) = self, number < bounds.simplest else { return nil }
    let other = bounds.simplest + (bounds.simplest - number)
    return other <= bounds.upper ? .integer(other, bounds) : nil
  }

  /// The number that stands for the choice; `nil` for those that have none to reckon with.
  var number: Int? {
    switch self {
    case .integer(let number, _): number
    case .branch(let index, _): index
    case .length, .flag, .text, .bytes: nil
    }
  }

  /// The choice of another number; `nil` where the bounds forbid it or no number is chosen.
  func with(number: Int) -> Choice? {
    switch self {
    case .integer(_, let bounds):
      bounds.clamped(number) == number ? .integer(number, bounds) : nil
    case .branch(_, let count):
      (0..<count).contains(number) ? .branch(number, count: count) : nil
    case .length, .flag, .text, .bytes: nil
    }
  }

  /// The ranks of the elements of a text or of bytes, 0 for the simplest; `nil` for any other kind.
  var elements: [UInt32]? {
    switch self {
    case .text(let scalars, _): scalars.map(TextOrder.rank)
    case .bytes(let bytes, _): bytes.map(UInt32.init)
    default: nil
    }
  }

  /// The text or the bytes with other elements, given by rank; `nil` where the bounds forbid them.
  func with(elements: [UInt32]) -> Choice? {
    switch self {
    case .text(_, let bounds):
      guard bounds.clamped(elements.count) == elements.count else { return nil }
      let scalars = elements.compactMap(TextOrder.scalar)
      return scalars.count == elements.count ? .text(scalars, bounds) : nil
    case .bytes(_, let bounds):
      guard bounds.clamped(elements.count) == elements.count else { return nil }
      return .bytes(elements.map(UInt8.init(clamping:)), bounds)
    default: return nil
    }
  }
}
