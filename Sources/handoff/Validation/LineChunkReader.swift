/// Cuts a stream into chunks of whole lines, so that memory does not grow with the file.
struct LineChunkReader: ~Copyable {
  /// The size of a chunk, in bytes, unless a line is longer.
  static let chunkSize = 1 << 20
  /// The longest line, in bytes.
  static let lineLimit = 256 << 20

  private let descriptor: Int32
  private let label: String
  private let owns: Bool
  private var rest: [UInt8] = []
  private var isAtEnd = false
  private var index = 0

  /// Opens a file, or standard input for `-`.
  ///
  /// - Throws: ``FileError``.
  init(_ name: String) throws(FileError) {
    descriptor = try InputFile.open(name)
    label = InputFile.label(name)
    owns = name != "-"
  }

  deinit {
    if owns { SystemCall.close(descriptor) }
  }

  /// The next chunk, or `nil` at the end.
  ///
  /// - Throws: ``FileError`` where the file cannot be read on, or a line is too long.
  mutating func next() throws(FileError) -> LineChunk? {
    var searched = 0
    while !isAtEnd {
      if rest.count >= Self.chunkSize, let end = rest[searched...].lastIndex(of: UInt8(ascii: "\n")) {
        let chunk = LineChunk(index: index, bytes: Array(rest[...end]))
        rest.removeFirst(end + 1)
        index += 1
        return chunk
      }
      searched = rest.count >= Self.chunkSize ? rest.count : 0
      guard rest.count <= Self.lineLimit else {
        throw FileError(file: label, .tooLong(limit: Self.lineLimit))
      }
      let wanted = max(64 << 10, Self.chunkSize - rest.count)
      if try InputFile.append(upTo: wanted, from: descriptor, to: &rest, label: label) == 0 { isAtEnd = true }
    }
    guard !rest.isEmpty else { return nil }
    defer {
      rest = []
      index += 1
    }
    return LineChunk(index: index, bytes: rest)
  }
}
