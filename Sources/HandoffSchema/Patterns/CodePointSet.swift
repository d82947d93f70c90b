/// A set of Unicode code points that can occur in a text: all but the surrogates.
///
/// An inversion list: membership changes at every boundary. The surrogates go with the code point before
/// them, so that no boundary ever falls among them and complements need no special case.
package struct CodePointSet: Sendable, Hashable {
  /// The ascending places at which membership changes; the first one opens a range.
  package let boundaries: [UInt32]

  /// One above the largest code point.
  package static let end: UInt32 = 0x11_0000
  /// No code point.
  package static let none = CodePointSet(sortedBoundaries: [])
  /// Every code point.
  package static let all = CodePointSet(sortedBoundaries: [0, end])

  private init(sortedBoundaries: [UInt32]) {
    boundaries = sortedBoundaries
  }

  /// Collects ranges, which may overlap and come in any order; surrogates are dropped.
  ///
  /// - Complexity: O(*n* log *n*), where *n* is the number of ranges.
  package init(_ ranges: some Sequence<ClosedRange<UInt32>>) {
    var pairs = ranges.map { range in
      (lower: Self.outsideSurrogates(range.lowerBound), upper: Self.outsideSurrogates(range.upperBound + 1))
    }
    pairs.sort { $0.lower < $1.lower }
    var merged: [UInt32] = []
    for pair in pairs where pair.lower < pair.upper {
      if let last = merged.last, pair.lower <= last {
        merged[merged.count - 1] = max(last, pair.upper)
      } else {
        merged.append(pair.lower)
        merged.append(pair.upper)
      }
    }
    boundaries = merged
  }

  /// The set of one code point.
  package init(_ codePoint: UInt32) {
    self.init(CollectionOfOne(codePoint...codePoint))
  }

  private static func outsideSurrogates(_ boundary: UInt32) -> UInt32 {
    (0xD800..<0xE000).contains(boundary) ? 0xE000 : boundary
  }
}

extension CodePointSet {
  /// Whether the set has no member.
  package var isEmpty: Bool { boundaries.isEmpty }

  /// The ranges in ascending order, each without its upper bound; surrogates inside them do not count.
  package var ranges: some Sequence<Range<UInt32>> {
    stride(from: 0, to: boundaries.count, by: 2).lazy.map { boundaries[$0]..<boundaries[$0 + 1] }
  }

  /// The number of members.
  package var count: Int {
    ranges.reduce(0) { $0 + Self.count(in: $1) }
  }

  /// The number of code points in a range, surrogates left out.
  static func count(in range: Range<UInt32>) -> Int {
    let surrogates = range.clamped(to: 0xD800..<0xE000)
    return range.count - surrogates.count
  }

  /// Says whether a code point is a member.
  ///
  /// - Complexity: O(log *n*), where *n* is the number of ranges.
  package func contains(_ codePoint: UInt32) -> Bool {
    var low = 0
    var high = boundaries.count
    while low < high {
      let middle = (low + high) / 2
      if boundaries[middle] <= codePoint { low = middle + 1 } else { high = middle }
    }
    return low % 2 == 1
  }

  /// Every code point that is no member.
  package var complement: CodePointSet {
    var result = boundaries
    if result.first == 0 { result.removeFirst() } else { result.insert(0, at: 0) }
    if result.last == Self.end { result.removeLast() } else { result.append(Self.end) }
    return CodePointSet(sortedBoundaries: result)
  }

  /// The members of either set.
  package func union(_ other: CodePointSet) -> CodePointSet {
    combined(with: other) { $0 || $1 }
  }

  /// The members of both sets.
  package func intersection(_ other: CodePointSet) -> CodePointSet {
    combined(with: other) { $0 && $1 }
  }

  /// The members of this set that are not in the other.
  package func subtracting(_ other: CodePointSet) -> CodePointSet {
    combined(with: other) { $0 && !$1 }
  }

  /// The members of exactly one of the sets.
  package func symmetricDifference(_ other: CodePointSet) -> CodePointSet {
    combined(with: other) { $0 != $1 }
  }

  // One sweep over both lists. `keep(false, false)` must be false.
  private func combined(with other: CodePointSet, keep: (Bool, Bool) -> Bool) -> CodePointSet {
    var result: [UInt32] = []
    var left = 0
    var right = 0
    var isInside = false
    while left < boundaries.count || right < other.boundaries.count {
      let next = min(
        left < boundaries.count ? boundaries[left] : Self.end,
        right < other.boundaries.count ? other.boundaries[right] : Self.end)
      if left < boundaries.count, boundaries[left] == next { left += 1 }
      if right < other.boundaries.count, other.boundaries[right] == next { right += 1 }
      let isMember = keep(left % 2 == 1, right % 2 == 1)
      if isMember != isInside {
        result.append(next)
        isInside = isMember
      }
    }
    return CodePointSet(sortedBoundaries: result)
  }
}

extension CodePointSet {
  /// What `\d` matches: the ASCII digits.
  static let digits = CodePointSet([0x30...0x39])
  /// What `\w` matches: ASCII letters, digits and the underscore.
  static let wordCharacters = CodePointSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  /// What `\s` matches: the white space and line terminators of ECMA-262.
  static let whiteSpace = CodePointSet([
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])
  /// What ends a line in ECMA-262.
  static let lineTerminators = CodePointSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])
  /// What `.` matches: everything but line terminators.
  static let notLineTerminators = lineTerminators.complement
  static let notDigits = digits.complement
  static let notWordCharacters = wordCharacters.complement
  static let notWhiteSpace = whiteSpace.complement
}
