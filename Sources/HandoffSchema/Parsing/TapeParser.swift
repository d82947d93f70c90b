/// The strict RFC 8259 parser: one pass over the bytes, one node for each value.
///
/// Nesting is kept in the tape itself (see ``TapeNode/next``), so depth costs neither call stack nor memory.
/// Strings are checked and measured but not decoded, numbers checked but not read.
enum TapeParser {
  /// A place within the text.
  typealias Place = UnsafePointer<UInt8>

  /// The longest text whose offsets a node can hold.
  static let byteLimit = Int(UInt32.max)

  /// Parses a whole text.
  ///
  /// - Throws: ``TapeFault`` for the first place that is not JSON.
  /// - Complexity: O(*n*) in the bytes of the text.
  static func parse(
    _ text: UnsafeBufferPointer<UInt8>, depthLimit: Int, byteLimit: Int = byteLimit,
    into tape: inout TapeStorage
  ) throws(TapeFault) {
    guard text.count <= byteLimit else {
      throw TapeFault(kind: .tooLong(limit: byteLimit), offset: byteLimit)
    }
    guard let start = text.baseAddress else { throw TapeFault(kind: .expected(.value), offset: 0) }
    let end = start + text.count
    var place = start
    var nodes = tape.nodes
    var room = tape.capacity
    var count = 0
    var depth = 0
    // The innermost open container.
    var open = 0
    var inObject = false
    // What an empty container allows in place of its first value.
    var expectation = TapeFault.Expectation.value

    @inline(__always) func skipSpace() {
      while place < end, place.pointee <= 0x20, isSpace(place.pointee) { place += 1 }
    }
    @inline(__always) func fault(_ expectation: TapeFault.Expectation) -> TapeFault {
      TapeFault(kind: .expected(expectation), offset: place - start)
    }
    @inline(__always) func scanString() throws(TapeFault) {
      place += 1
      var flags = TapeNode.Flags()
      guard let quote = stringEnd(from: place, to: end, flags: &flags) else {
        throw TapeFault(kind: .string, offset: place - start)
      }
      nodes[count] = TapeNode(
        offset: UInt32(truncatingIfNeeded: place - start), length: UInt32(truncatingIfNeeded: quote - place),
        next: UInt32(truncatingIfNeeded: count + 1), kind: .string, flags: flags)
      count += 1
      place = quote + 1
    }
    @inline(__always) func scanName(_ expectation: TapeFault.Expectation) throws(TapeFault) {
      skipSpace()
      guard place < end, place.pointee == Byte.quote else { throw fault(expectation) }
      try scanString()
      skipSpace()
      guard place < end, place.pointee == Byte.colon else { throw fault(.colon) }
      place += 1
    }

    value: while true {
      // Each turn adds at most a value and the name of the next member.
      if room - count < 2 {
        tape.grow(keeping: count)
        nodes = tape.nodes
        room = tape.capacity
      }
      skipSpace()
      guard place < end else { throw fault(expectation) }
      let byte = place.pointee
      if byte == Byte.quote {
        try scanString()
      } else if byte &- 0x30 < 10 || byte == Byte.minus {
        var flags = TapeNode.Flags()
        guard let numberEnd = numberEnd(from: place, to: end, flags: &flags) else {
          throw TapeFault(kind: .number, offset: place - start)
        }
        nodes[count] = TapeNode(
          offset: UInt32(truncatingIfNeeded: place - start),
          length: UInt32(truncatingIfNeeded: numberEnd - place),
          next: UInt32(truncatingIfNeeded: count + 1), kind: .number, flags: flags)
        count += 1
        place = numberEnd
      } else if byte | 0x20 == Byte.openBrace {  // "[" or "{"
        guard depth < depthLimit else {
          throw TapeFault(kind: .tooDeep(limit: depthLimit), offset: place - start)
        }
        let isObject = byte == Byte.openBrace
        nodes[count] = TapeNode(
          offset: UInt32(truncatingIfNeeded: place - start), length: 0,
          next: UInt32(truncatingIfNeeded: open), kind: isObject ? .object : .array, flags: [])
        place += 1
        skipSpace()
        // The closing bracket is two code units behind the opening one in both pairs.
        if place < end, place.pointee == byte + 2 {
          place += 1
          nodes[count].next = UInt32(truncatingIfNeeded: count + 1)
          count += 1
        } else {
          open = count
          depth += 1
          inObject = isObject
          nodes[count].length = 1
          count += 1
          if isObject {
            if room - count < 2 {
              tape.grow(keeping: count)
              nodes = tape.nodes
              room = tape.capacity
            }
            try scanName(.nameOrEnd)
            expectation = .value
          } else {
            expectation = .elementOrEnd
          }
          continue value
        }
      } else if let kind = literal(at: place, to: end) {
        let length = kind == .false ? 5 : 4
        nodes[count] = TapeNode(
          offset: UInt32(truncatingIfNeeded: place - start), length: UInt32(truncatingIfNeeded: length),
          next: UInt32(truncatingIfNeeded: count + 1), kind: kind, flags: [])
        count += 1
        place += length
      } else {
        throw fault(expectation)
      }
      expectation = .value

      while depth > 0 {
        skipSpace()
        guard place < end else { throw fault(inObject ? .commaOrObjectEnd : .commaOrArrayEnd) }
        let byte = place.pointee
        if byte == Byte.comma {
          place += 1
          nodes[open].length += 1
          if inObject { try scanName(.name) }
          continue value
        }
        guard byte == (inObject ? Byte.closeBrace : Byte.closeBracket) else {
          throw fault(inObject ? .commaOrObjectEnd : .commaOrArrayEnd)
        }
        place += 1
        depth -= 1
        let parent = Int(nodes[open].next)
        nodes[open].next = UInt32(truncatingIfNeeded: count)
        open = parent
        inObject = nodes[parent].kind == .object
      }
      break
    }
    skipSpace()
    guard place == end else { throw fault(.endOfText) }
    tape.count = count
  }

  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// The kind of `null`, `true` or `false` at a place, or `nil`.
  @inline(__always)
  private static func literal(at place: Place, to end: Place) -> TapeNode.Kind? {
    guard end - place >= 4 else { return nil }
    let word = UInt32(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt32.self))
    switch word {
    case 0x6C6C_756E: return .null
    case 0x6575_7274: return .true
    case 0x736C_6166 where end - place >= 5 && place[4] == UInt8(ascii: "e"): return .false
    default: return nil
    }
  }
}

/// The bytes that JSON's grammar is made of.
enum Byte {
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let minus = UInt8(ascii: "-")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
}
