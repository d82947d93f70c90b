/// The words of a DOT text, one after the other.
struct DOTScanner {
  private let source: ImportSource
  private let bytes: [UInt8]
  private var offset = 0

  /// A name or a value.
  struct ID {
    var text: String
    var isQuoted: Bool
  }

  init(_ source: ImportSource) {
    self.source = source
    bytes = source.bytes
  }

  /// Says whether nothing but white space and comments is left.
  var isAtEnd: Bool {
    var copy = self
    return (try? copy.skip()) != nil && copy.offset == bytes.count
  }

  /// Takes one character.
  mutating func take(_ character: Unicode.Scalar) throws(ImportError) -> Bool {
    try skip()
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  /// Takes `;` or `,`.
  mutating func takeSeparator() throws(ImportError) -> Bool {
    let isTaken = try take(";")
    return isTaken ? true : try take(",")
  }

  /// Takes `->` or `--`.
  mutating func takeArrow() throws(ImportError) -> Bool {
    try skip()
    guard offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "-") else { return false }
    guard bytes[offset + 1] == UInt8(ascii: ">") || bytes[offset + 1] == UInt8(ascii: "-") else {
      return false
    }
    offset += 2
    return true
  }

  /// Takes a key word, in any case.
  mutating func take(word: String) throws(ImportError) -> Bool {
    let start = self
    if let id = try takeID(), !id.isQuoted, id.text.lowercased() == word { return true }
    self = start
    return false
  }

  /// Takes a name or a value: a word, a number, or a quoted text.
  mutating func takeID() throws(ImportError) -> ID? {
    try skip()
    guard offset < bytes.count else { return nil }
    if bytes[offset] == UInt8(ascii: "\"") { return ID(text: try quoted(), isQuoted: true) }
    let start = offset
    while offset < bytes.count, Self.isWord(bytes[offset]) {
      // A minus sign begins a number; within a word it is the beginning of an arrow.
      if bytes[offset] == UInt8(ascii: "-"), offset != start { break }
      if bytes[offset] == UInt8(ascii: "-"), offset + 1 < bytes.count, !Self.isDigit(bytes[offset + 1]) {
        break
      }
      offset += 1
    }
    guard offset > start else { return nil }
    return ID(text: String(decoding: bytes[start..<offset], as: UTF8.self), isQuoted: false)
  }

  /// Makes an error that points to what comes next.
  func error(_ expected: String) -> ImportError {
    var line = 1
    var lineStart = 0
    for index in 0..<min(offset, bytes.count) where bytes[index] == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
    let found =
      offset < bytes.count
      ? "found \"\(String(decoding: bytes[offset..<min(offset + 20, bytes.count)], as: UTF8.self))\""
      : "found the end of the file"
    return ImportError(
      source: source.name, line: line, column: offset - lineStart + 1, message: "\(expected), \(found)")
  }

  private mutating func quoted() throws(ImportError) -> String {
    let start = self
    offset += 1
    var text: [UInt8] = []
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
      if bytes[offset] == UInt8(ascii: "\\"), offset + 1 < bytes.count {
        // Only a quotation mark is escaped for the language itself; other escapes belong to the label.
        if bytes[offset + 1] != UInt8(ascii: "\"") { text.append(bytes[offset]) }
        text.append(bytes[offset + 1])
        offset += 2
      } else {
        text.append(bytes[offset])
        offset += 1
      }
    }
    guard offset < bytes.count else { throw start.error("expected a closing quotation mark") }
    offset += 1
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func skip() throws(ImportError) {
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        offset += 1
      } else if byte == UInt8(ascii: "#") || hasPrefix("//") {
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
      } else if hasPrefix("/*") {
        let start = self
        offset += 2
        while offset < bytes.count, !hasPrefix("*/") { offset += 1 }
        guard offset < bytes.count else { throw start.error("expected the end of the comment") }
        offset += 2
      } else {
        return
      }
    }
  }

  private func hasPrefix(_ prefix: StaticString) -> Bool {
    prefix.withUTF8Buffer { bytes[offset...].starts(with: $0) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".")
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
