/// A class of code points in readable order, for drawing one by its number.
package struct ReadableClass: Sendable {
  private var ranges: [Range<UInt32>]
  /// How many code points of the class come before each range.
  private var offsets: [Int]
  /// The number of code points.
  package private(set) var count: Int

  /// Puts the code points of a set in readable order.
  package init(_ set: CodePointSet) {
    ranges = ReadableOrder.ranges(of: set)
    offsets = []
    count = 0
    for range in ranges {
      offsets.append(count)
      count += range.count
    }
  }

  /// The code point at a place in readable order.
  package subscript(index: Int) -> Unicode.Scalar {
    var low = 0
    var high = ranges.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if offsets[middle] <= index { low = middle } else { high = middle }
    }
    let value = ranges[low].lowerBound + UInt32(index - offsets[low])
    return Unicode.Scalar(value) ?? "?"
  }

  /// How many code points of the class are printable ASCII; they come first.
  package var plainCount: Int {
    for (range, offset) in zip(ranges, offsets) where range.lowerBound >= 0x7F || range.lowerBound < 0x20 {
      return offset
    }
    return count
  }

  /// The place of the first code point in readable order, for comparing classes.
  var rank: Int {
    guard let first = ranges.first else { return .max }
    for (index, span) in ReadableOrder.spans.enumerated() where span.contains(first.lowerBound) {
      return index << 32 | Int(first.lowerBound)
    }
    return .max
  }
}
