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
}
