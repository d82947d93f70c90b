extension ScriptTable {
  /// The long name of every script, in alphabetical order.
  static var names: [String] {
    rows.compactMap { $0.first.map(String.init) }
  }

  /// The code points of a script by its long or short name.
  static func codePoints(of name: String, withExtensions: Bool) -> CodePointSet? {
    guard
      let row = rows.first(where: { $0[0] == name || $0[1].split(separator: ",").contains { $0 == name } })
    else { return nil }
    let script = decode(row[2])
    return withExtensions ? script.symmetricDifference(decode(row[3])) : script
  }

  private static var rows: some Sequence<[Substring]> & Collection<[Substring]> {
    scripts.split(separator: "\n").lazy.map { $0.split(separator: " ") }
  }

  /// Reads ranges in the encoding of the table.
  static func decode(_ text: Substring) -> CodePointSet {
    if text == "!" { return .none }
    var ranges: [ClosedRange<UInt32>] = []
    var last: UInt32 = 0
    var lower: UInt32?
    var number: UInt32 = 0
    for byte in text.utf8 {
      let digit = value(of: byte)
      number = number * 32 + digit % 32
      if digit >= 32 { continue }
      if let start = lower {
        last = start + number
        ranges.append(start...last)
        lower = nil
      } else {
        lower = last + number
      }
      number = 0
    }
    return CodePointSet(ranges)
  }

  private static func value(of byte: UInt8) -> UInt32 {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x5A: UInt32(byte) - 0x41 + 10
    case 0x61...0x7A: UInt32(byte) - 0x61 + 36
    case 0x5F: 62
    default: 63
    }
  }
}
