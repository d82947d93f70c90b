/// Where things stand in a JSON text: what operators cut, double and close.
///
/// The text is one that this package has written, so it is JSON and has no white space between tokens.
struct TextStructure {
  let bytes: [UInt8]
  /// The offset after each token, and the middle of each longer text, ascending; the end of the text is left out.
  private(set) var cuts: [Int] = []
  /// The members of objects, name to value, in the order in which they end.
  private(set) var members: [Range<Int>] = []
  /// The texts with their quotation marks, names of members included, in order.
  private(set) var strings: [Range<Int>] = []
  /// The commas between members or elements, in order.
  private(set) var commas: [Int] = []
  /// The closing brackets and braces, in order.
  private(set) var ends: [Int] = []

  /// Looks through a text.
  ///
  /// - Complexity: O(*n*), where *n* is the length of the text.
  init(_ text: String) {
    bytes = Array(text.utf8)
    scan()
    cuts.removeAll { $0 >= bytes.count }
  }

  private mutating func scan() {
    // For each open container the offset of the member that is being read, or -1 in an array.
    var open: [Int] = []
    var place = 0
    func endMember(_ end: Int) -> Range<Int>? {
      guard let start = open.last, start >= 0, start < end else { return nil }
      return start..<end
    }
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        let end = endOfString(place)
        strings.append(place..<end)
        if end - place > 3 { cuts.append(middle(of: place..<end)) }
        cuts.append(end)
        place = end
        continue
      case UInt8(ascii: "{"): open.append(place + 1)
      case UInt8(ascii: "["): open.append(-1)
      case UInt8(ascii: ","):
        commas.append(place)
        endMember(place).map { members.append($0) }
        if let last = open.last, last >= 0 { open[open.count - 1] = place + 1 }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        endMember(place).map { members.append($0) }
        ends.append(place)
        open.removeLast()
      case UInt8(ascii: ":"): break
      default:
        place = bytes[place...].firstIndex { Self.isPunctuation($0) } ?? bytes.count
        cuts.append(place)
        continue
      }
      place += 1
      cuts.append(place)
    }
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"): true
    default: false
    }
  }

  /// The offset near the middle of a text where neither a code point nor an escape is cut.
  private func middle(of string: Range<Int>) -> Int {
    var place = string.lowerBound + 1
    while place < (string.lowerBound + string.upperBound) / 2 {
      let isEscape = bytes[place] == UInt8(ascii: "\\")
      place += isEscape ? (bytes[place + 1] == UInt8(ascii: "u") ? 6 : 2) : 1
    }
    return boundary(place)
  }

  private func endOfString(_ start: Int) -> Int {
    var place = start + 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(place + 1, bytes.count)
  }

}

extension TextStructure {
  /// The text up to an offset.
  func prefix(_ end: Int) -> String { String(decoding: bytes[..<end], as: UTF8.self) }

  /// The text with something in place of a stretch of it.
  func replacing(_ range: Range<Int>, with text: String) -> String {
    String(
      decoding: bytes[..<range.lowerBound] + Array(text.utf8) + bytes[range.upperBound...], as: UTF8.self)
  }

  /// The text of a stretch.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The text cut at an offset and closed as a tolerant reader closes it: the open text ends, a name without a value
  /// and a comma without a successor go, and every open container ends.
  func closed(at end: Int) -> String {
    var stack: [UInt8] = []
    var place = 0
    // What is whole so far: the offset after the last value, with the containers that were open there.
    var whole = (end: 0, stack: stack)
    var isName = false
    while place < end {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "\""):
        let stop = endOfString(place)
        guard stop <= end else {
          return isName ? Self.close(prefix(whole.end), whole.stack) : Self.close(prefix(end) + "\"", stack)
        }
        place = stop
        if !isName { whole = (place, stack) }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        stack.append(byte)
        isName = byte == UInt8(ascii: "{")
        whole = (place + 1, stack)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        stack.removeLast()
        whole = (place + 1, stack)
      case UInt8(ascii: ":"): isName = false
      case UInt8(ascii: ","): isName = stack.last == UInt8(ascii: "{")
      default:
        place = bytes[place...].firstIndex { Self.isPunctuation($0) } ?? bytes.count
        if place <= end { whole = (place, stack) }
        continue
      }
      place += 1
    }
    return Self.close(prefix(whole.end), whole.stack)
  }

  private static func close(_ text: String, _ stack: [UInt8]) -> String {
    text + stack.reversed().map { $0 == UInt8(ascii: "{") ? "}" : "]" }.joined()
  }
}

extension TextStructure {
  /// The name of a member, with its quotation marks.
  func name(of member: Range<Int>) -> String { text(member.lowerBound..<endOfString(member.lowerBound)) }

  /// The offset of the brace that closes the object of a member.
  func endOfObject(around member: Range<Int>) -> Int {
    var depth = 0
    var place = member.upperBound
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\""):
        place = endOfString(place)
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard depth > 0 else { return place }
        depth -= 1
      default: break
      }
      place += 1
    }
    return bytes.count
  }

  /// Whether a container begins at an offset.
  func isOpening(_ offset: Int) -> Bool {
    bytes[offset] == UInt8(ascii: "{") || bytes[offset] == UInt8(ascii: "[")
  }

  /// The text with other quotation marks, asked for names of members and for other texts; `nil` keeps them.
  func quoting(_ marks: (_ isName: Bool) -> (String, String)?) -> String {
    var result: [UInt8] = []
    var place = 0
    for string in strings {
      let isName = string.upperBound < bytes.count && bytes[string.upperBound] == UInt8(ascii: ":")
      guard let marks = marks(isName) else { continue }
      result += bytes[place..<string.lowerBound] + Array(marks.0.utf8)
      result += bytes[(string.lowerBound + 1)..<(string.upperBound - 1)] + Array(marks.1.utf8)
      place = string.upperBound
    }
    return String(decoding: result + bytes[place...], as: UTF8.self)
  }

  /// The nearest offset at or below one where no code point is cut.
  func boundary(_ offset: Int) -> Int {
    var place = min(offset, bytes.count)
    while place > 0, place < bytes.count, bytes[place] & 0xC0 == 0x80 { place -= 1 }
    return place
  }
}
