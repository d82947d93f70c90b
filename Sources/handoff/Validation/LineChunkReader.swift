import HandoffChecking

/// Cuts a stream into chunks of whole lines, so that memory does not grow with the file.
struct LineChunkReader: ~Copyable {
  /// The usual size of a chunk, in bytes, unless a line is longer.
  static let usualChunk = 1 << 20
  /// The longest line, in bytes.
  static let lineLimit = 256 << 20

  private let lineLimit: Int
  private let chunkSize: Int
  private let descriptor: Int32
  private let label: String
  private let owns: Bool
  private var rest: [UInt8] = []
  private var isAtEnd = false
  private var index = 0

  /// Opens a file, or standard input for `-`.
  ///
  /// - Throws: ``FileError``.
  init(
    _ name: String, lineLimit: Int = Self.lineLimit, chunkSize: Int = Self.usualChunk
  ) throws(FileError) {
    self.lineLimit = lineLimit
    self.chunkSize = chunkSize
    descriptor = try InputFile.open(name)
    label = InputFile.label(name)
    owns = name != "-"
  }

  deinit {
    if owns { SystemCall.close(descriptor) }
  }

  /// The next chunk, or `nil` at the end.
  ///
  /// A line that is too long becomes a chunk of its own without its text.
  ///
  /// - Throws: ``FileError`` where the file cannot be read on.
  mutating func next() throws(FileError) -> LineChunk? {
    var searched = 0
    while !isAtEnd {
      if rest.count >= chunkSize, let end = rest[searched...].lastIndex(of: UInt8(ascii: "\n")) {
        let chunk = LineChunk(index: index, bytes: Array(rest[...end]))
        rest.removeFirst(end + 1)
        index += 1
        return chunk
      }
      searched = rest.count >= chunkSize ? rest.count : 0
      if rest.count > lineLimit { return try passOver() }
      let wanted = max(64 << 10, chunkSize - rest.count)
      if try InputFile.append(upTo: wanted, from: descriptor, to: &rest, label: label) == 0 { isAtEnd = true }
    }
    guard !rest.isEmpty else { return nil }
    if rest.count > lineLimit, !rest.contains(UInt8(ascii: "\n")) { return try passOver() }
    defer {
      rest = []
      index += 1
    }
    return LineChunk(index: index, bytes: rest)
  }

  /// Reads to the end of a line without keeping it.
  private mutating func passOver() throws(FileError) -> LineChunk {
    while true {
      if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        rest.removeFirst(end + 1)
        break
      }
      rest.removeAll(keepingCapacity: true)
      if isAtEnd { break }
      let got = try InputFile.append(upTo: chunkSize, from: descriptor, to: &rest, label: label)
      if got == 0 { isAtEnd = true }
    }
    defer { index += 1 }
    return LineChunk(index: index, bytes: [], lineLimit: lineLimit)
  }
}
