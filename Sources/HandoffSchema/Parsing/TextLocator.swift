/// Finds lines and columns in one pass over a text, asked for in ascending order of offsets.
///
/// A line ends with a line feed. Every byte but a continuation byte begins a code point, so bytes that are
/// not UTF-8 count one column each.
struct TextLocator {
  private let text: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private var line = 1
  private var column = 1

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  /// The location of an offset that is not below the last one asked for.
  ///
  /// - Complexity: O(*n*) in the bytes since then.
  mutating func location(of target: Int) -> TextLocation {
    precondition(target >= offset, "Ask for offsets in ascending order, or make a new locator.")
    let end = min(target, text.count)
    skipWords(to: end)
    while offset < end {
      let byte = text[offset]
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
      offset += 1
    }
    return TextLocation(offset: target, line: line, column: column)
  }

  /// Goes on by eight bytes at a time for as long as there are so many.
  private mutating func skipWords(to end: Int) {
    guard let start = UnsafeRawPointer(text.baseAddress) else { return }
    while offset &+ 8 <= end {
      let bytes = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let continuations = (bytes &>> 7) & (~bytes &>> 6) & ByteLanes.each(1)
      let breaks = ByteLanes.equal(bytes, 0x0A)
      if breaks == 0 {
        column += 8 - ByteLanes.sum(continuations)
      } else {
        line += ByteLanes.sum(breaks)
        // Only what follows the last break counts; the first byte is the lowest.
        let after = 8 - (63 - breaks.leadingZeroBitCount) / 8 - 1
        column = 1 + after - (after == 0 ? 0 : ByteLanes.sum(continuations &>> UInt64(64 - 8 * after)))
      }
      offset &+= 8
    }
  }
}
