/// The order in which code points are preferred where a person will read the text.
///
/// Lower-case letters, digits, upper-case letters, common marks, the rest of printable ASCII, other scripts,
/// and last what cannot be seen.
package enum ReadableOrder {
  /// Spans in order of preference; together they are all code points, each once.
  package static let spans: [Range<UInt32>] = [
    0x61..<0x7B, 0x30..<0x3A, 0x41..<0x5B,
    // - _ . space, then the other printable ASCII.
    0x2D..<0x2E, 0x5F..<0x60, 0x2E..<0x2F, 0x20..<0x21, 0x21..<0x2D, 0x2F..<0x30, 0x3A..<0x41, 0x5B..<0x5F,
    0x60..<0x61, 0x7B..<0x7F,
    // Latin letters with marks, Greek, Cyrillic, CJK ideographs, faces, other Latin marks.
    0xC0..<0x180, 0x3B1..<0x3CA, 0x430..<0x450, 0x4E00..<0xA000, 0x1F600..<0x1F650, 0xA1..<0xAD, 0xAE..<0xC0,
    // The rest in order, what is invisible or private after it.
    0x180..<0x300, 0x370..<0x3B1, 0x3CA..<0x430, 0x450..<0x600, 0x606..<0x2000, 0x2010..<0x2028,
    0x2030..<0x2060, 0x2070..<0x4E00, 0xA000..<0xD800, 0xF900..<0xFE00, 0xFE10..<0xFEFF, 0xFF01..<0xFFF0,
    0x10000..<0x1F600, 0x1F650..<0x30000, 0x30000..<0xE0000,
    0x300..<0x370, 0x600..<0x606, 0x2000..<0x2010, 0x2028..<0x2030, 0x2060..<0x2070, 0xFE00..<0xFE10,
    0xFEFF..<0xFF01, 0xFFF0..<0x10000, 0xE000..<0xF900, 0xE0000..<0x110000,
    0xA0..<0xA1, 0xAD..<0xAE, 0x09..<0x0B, 0x0D..<0x0E, 0x00..<0x09, 0x0B..<0x0D, 0x0E..<0x20, 0x7F..<0xA0,
  ]

  /// The most preferred code points of a set first, as ranges.
  static func ranges(of set: CodePointSet) -> [Range<UInt32>] {
    var result: [Range<UInt32>] = []
    for span in spans {
      // Sets are sorted, so a binary search finds the first range that reaches into the span.
      var index = firstRange(endingAfter: span.lowerBound, in: set.boundaries)
      while index < set.boundaries.count, set.boundaries[index] < span.upperBound {
        let range = (set.boundaries[index]..<set.boundaries[index + 1]).clamped(to: span)
        if !range.isEmpty { result.append(range) }
        index += 2
      }
    }
    return result
  }

  private static func firstRange(endingAfter value: UInt32, in boundaries: [UInt32]) -> Int {
    var low = 0
    var high = boundaries.count / 2
    while low < high {
      let middle = (low + high) / 2
      if boundaries[middle * 2 + 1] <= value { low = middle + 1 } else { high = middle }
    }
    return low * 2
  }
}
