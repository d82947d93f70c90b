extension Choice {
  /// The choice as numbers, for a short text that is read back by whoever knows what is asked for: the place in
  /// the order from simple to strange, and for texts and bytes the length and then each element.
  var words: [UInt64] {
    switch self {
    case .integer(let number, let bounds): [bounds.rank(of: number)]
    case .branch(let index, _): [UInt64(index)]
    case .flag(let isSet): [isSet ? 1 : 0]
    case .length(let count, let bounds): [UInt64(count - bounds.least)]
    case .text(let scalars, let bounds):
      [UInt64(scalars.count - bounds.least)] + scalars.map { UInt64(TextOrder.rank(of: $0)) }
    case .bytes(let bytes, let bounds): [UInt64(bytes.count - bounds.least)] + bytes.map(UInt64.init)
    }
  }

  /// Reads a choice with the bounds of this one; numbers that are too large are taken as the largest that fit,
  /// and where the words end the rest is as simple as can be.
  func reading(_ words: inout ArraySlice<UInt64>) -> Choice {
    let first = words.popFirst() ?? 0
    switch self {
    case .integer(_, let bounds): return .integer(bounds.number(ranked: first), bounds)
    case .branch(_, let count): return .branch(Int(min(first, UInt64(count - 1))), count: count)
    case .flag: return .flag(first > 0)
    case .length(_, let bounds): return .length(bounds.count(first, of: .max), bounds)
    case .text(_, let bounds):
      var scalars: [UInt32] = []
      for _ in 0..<bounds.count(first, of: words.count) {
        let rank = UInt32(clamping: words.popFirst() ?? 0)
        scalars.append(TextOrder.scalar(ranked: rank) ?? TextOrder.simplest)
      }
      return .text(scalars, bounds)
    case .bytes(_, let bounds):
      let count = bounds.count(first, of: words.count)
      return .bytes((0..<count).map { _ in UInt8(clamping: words.popFirst() ?? 0) }, bounds)
    }
  }
}

extension LengthBounds {
  /// The count that a word stands for; of a damaged sequence no more than what is there is believed.
  fileprivate func count(_ word: UInt64, of available: Int) -> Int {
    least + Int(min(word, UInt64(max(0, min(most - least, available - least)))))
  }
}

extension IntegerBounds {
  /// The number of simpler numbers: those nearer to the simplest one, and of two as near the upper one.
  func rank(of number: Int) -> UInt64 {
    let below = UInt64(simplest - lower)
    let above = UInt64(upper - simplest)
    let distance = number.distance(from: simplest)
    let both = min(below, above)
    if distance > both { return both + distance }
    guard distance > 0 else { return 0 }
    return number > simplest ? distance * 2 - 1 : distance * 2
  }

  /// The number of a rank; the strangest one where the rank is too large.
  func number(ranked rank: UInt64) -> Int {
    let below = UInt64(simplest - lower)
    let above = UInt64(upper - simplest)
    let both = min(below, above)
    if rank > both * 2 {
      let distance = Int(min(rank - both, max(below, above)))
      return above > below ? simplest + distance : simplest - distance
    }
    let distance = Int((rank + 1) / 2)
    return rank % 2 == 1 ? simplest + distance : simplest - distance
  }
}

extension Int {
  /// How far two numbers within 2⁶¹ of zero are apart.
  func distance(from other: Int) -> UInt64 { UInt64((self - other).magnitude) }
}
