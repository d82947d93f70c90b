/// The lines of a buffer of JSON Lines text, one record each.
///
/// A line ends with a line feed or with the buffer; a carriage return before it belongs to the line break.
/// Lines of white space alone are passed over, but counted. Nothing is copied or allocated.
package struct JSONLines: Sequence, IteratorProtocol {
  /// One record.
  package struct Line {
    /// From 1.
    package var number: Int
    /// The line without its line break.
    package var text: UnsafeBufferPointer<UInt8>
  }

  private var place: UnsafePointer<UInt8>?
  private let end: UnsafePointer<UInt8>?
  private var number = 0

  /// Walks over the lines of a buffer, numbered from the first number on.
  ///
  /// The buffer must stay alive as long as the lines are used.
  package init(_ buffer: UnsafeBufferPointer<UInt8>, firstNumber: Int = 1) {
    place = buffer.baseAddress
    end = buffer.baseAddress.map { $0 + buffer.count }
    number = firstNumber - 1
  }

  /// The next line that is not blank.
  package mutating func next() -> Line? {
    guard var start = place, let end else { return nil }
    while start < end {
      let feed = Self.lineFeed(from: start, to: end)
      number += 1
      place = Swift.min(feed + 1, end)
      var stop = feed
      if stop > start, stop[-1] == 0x0D { stop -= 1 }
      var first = start
      while first < stop, TapeParser.isSpace(first.pointee) { first += 1 }
      if first < stop {
        return Line(number: number, text: UnsafeBufferPointer(start: start, count: stop - start))
      }
      start = Swift.min(feed + 1, end)
    }
    place = nil
    return nil
  }

  /// The next line feed, or the end.
  private static func lineFeed(
    from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    var place = start
    while end - place >= 16 {
      let chunk = UnsafeRawPointer(place).loadUnaligned(as: SIMD16<UInt8>.self)
      let feed = SIMD16<UInt8>(repeating: 0x0A)
      let feeds: SIMDMask<SIMD16<Int8>> = chunk .== feed
      let halves = unsafeBitCast(feeds, to: SIMD2<UInt64>.self)
      if halves[0] != 0 { return place + UInt64(littleEndian: halves[0]).trailingZeroBitCount >> 3 }
      if halves[1] != 0 { return place + 8 + UInt64(littleEndian: halves[1]).trailingZeroBitCount >> 3 }
      place += 16
    }
    while place < end, place.pointee != 0x0A { place += 1 }
    return place
  }
}
