/// The part of a line around a place in a JSON text, to be shown below a message.
///
/// Long lines are cut, so that an excerpt has at most 120 code points and three ellipses.
public struct TextExcerpt: Sendable, Hashable {
  /// What stands before the place on its line.
  public var before: String
  /// What begins at the place: a string, number or literal as written, or one character; empty at the end of a
  /// line.
  public var marked: String
  /// What follows on the line.
  public var after: String

  /// The most code points of each part.
  private static let limit = 40

  /// Cuts an excerpt out of a text.
  ///
  /// - Parameters:
  ///   - text: UTF-8; bytes that are not are shown as replacement characters.
  ///   - offset: The place in bytes; places beyond the end count as the end.
  public init(of text: [UInt8], at offset: Int) {
    let place = min(max(offset, 0), text.count)
    var start = place
    var length = 0
    while start > 0, length < Self.limit, !Self.isLineEnd(text[start - 1]) {
      start -= 1
      if text[start] & 0xC0 != 0x80 { length += 1 }
    }
    let isCut = start > 0 && !Self.isLineEnd(text[start - 1])
    before = (isCut ? "…" : "") + String(decoding: text[start..<place], as: UTF8.self)
    let end = Self.tokenEnd(in: text, from: place)
    marked = Self.beginning(of: text[place..<end])
    let lineEnd = text[end...].firstIndex(where: Self.isLineEnd) ?? text.endIndex
    after = Self.beginning(of: text[end..<lineEnd])
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private static func beginning(of text: ArraySlice<UInt8>) -> String {
    var end = text.startIndex
    var length = 0
    while end < text.endIndex {
      if text[end] & 0xC0 != 0x80 {
        if length == limit { return String(decoding: text[..<end], as: UTF8.self) + "…" }
        length += 1
      }
      end += 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func tokenEnd(in text: [UInt8], from place: Int) -> Int {
    guard place < text.count, !isLineEnd(text[place]) else { return place }
    var end = place + 1
    if text[place] == UInt8(ascii: "\"") {
      while end < text.count, !isLineEnd(text[end]) {
        if text[end] == UInt8(ascii: "\"") { return end + 1 }
        end += text[end] == Byte.backslash && end + 1 < text.count && !isLineEnd(text[end + 1]) ? 2 : 1
      }
      return end
    }
    if isWord(text[place]) {
      while end < text.count, isWord(text[end]) { end += 1 }
      return end
    }
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  /// Says whether a byte may stand in a number or a literal.
  private static func isWord(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2B || byte == Byte.minus || byte == 0x2E
  }
}
