/// A text by its lines.
struct SourceLines: Sendable {
  /// A part of a line.
  struct Part: Equatable {
    var text: String
    /// How many code points stand in front of the column that was asked for.
    var lead: Int
    /// Whether something is left out before and behind.
    var isCutBefore: Bool, isCutBehind: Bool
  }

  private let bytes: [UInt8]
  /// Where each line begins.
  private let starts: [Int]

  /// - Complexity: O(*n*) in the size of the text.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(index + 1) }
    self.starts = starts
  }

  /// What stands around a column of a line, both counted from 1, the column in code points; `nil` where there is no such
  /// line.
  ///
  /// - Parameters:
  ///   - line: The number of the line.
  ///   - column: The column; one beyond the line's end is taken for its end.
  ///   - reach: The most code points before the column, and from there on.
  /// - Returns: The part, without the line's end.
  /// - Complexity: O(*n*) in the length of the line.
  func part(ofLine line: Int, around column: Int, reach: Int) -> Part? {
    guard starts.indices.contains(line - 1) else { return nil }
    var end = line < starts.count ? starts[line] - 1 : bytes.count
    if end > starts[line - 1], bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    let range = starts[line - 1]..<end
    let middle = advance(range.lowerBound, by: max(column - 1, 0), in: range)
    var first = middle
    var lead = 0
    while lead < reach, first > range.lowerBound {
      repeat { first -= 1 } while first > range.lowerBound && isContinuation(bytes[first])
      lead += 1
    }
    let last = advance(middle, by: reach, in: range)
    return Part(
      text: String(decoding: bytes[first..<last], as: UTF8.self), lead: lead,
      isCutBefore: first > range.lowerBound, isCutBehind: last < range.upperBound)
  }

  private func advance(_ start: Int, by count: Int, in range: Range<Int>) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var index = start
      var left = count
      while index < range.upperBound {
        if !isContinuation(bytes[index]) {
          if left == 0 { break }
          left -= 1
        }
        index += 1
      }
      return index
    }
  }

  private func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
