import HandoffChecking

/// Hands on the lines of a stream as they come: whoever sends one may wait for what becomes of it before the next one.
struct LineReader: ~Copyable {
  /// One line, without its line feed.
  enum Line: Equatable {
    case text([UInt8])
    /// One that was too long to be kept, and is passed over.
    case tooLong(limit: Int)
  }

  private let descriptor: Int32
  private let label: String
  private let lineLimit: Int
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)
  private var received: [UInt8] = []
  /// Where the next line begins, and up to where no line feed is.
  private var (start, searched) = (0, 0)

  /// Takes an open descriptor, which stays the caller's to close.
  ///
  /// - Parameters:
  ///   - descriptor: Open for reading.
  ///   - label: The name for messages.
  ///   - lineLimit: The longest line, in bytes.
  init(_ descriptor: Int32, label: String, lineLimit: Int = LineChunkReader.lineLimit) {
    self.descriptor = descriptor
    self.label = label
    self.lineLimit = lineLimit
  }

  /// The next line, or `nil` at the end; what stands at the end without a line feed is a line, too.
  ///
  /// - Throws: ``FileError`` where the stream cannot be read on.
  mutating func next() throws(FileError) -> Line? {
    var isTooLong = false
    while true {
      if let end = received[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let isKept = !isTooLong && end - start <= lineLimit
        defer { (start, searched) = (end + 1, end + 1) }
        return isKept ? .text(Array(received[start..<end])) : .tooLong(limit: lineLimit)
      }
      if received.count - start > lineLimit { isTooLong = true }
      // Of a line that is not kept only its end is waited for.
      received.removeFirst(isTooLong ? received.count : start)
      (start, searched) = (0, received.count)
      let count = try InputFile.read(from: descriptor, into: &buffer, label: label)
      received += buffer[..<count]
      guard count == 0 else { continue }
      defer {
        received = []
        searched = 0
      }
      if isTooLong { return .tooLong(limit: lineLimit) }
      return received.isEmpty ? nil : .text(received)
    }
  }
}
