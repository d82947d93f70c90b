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

    value: while true {
      // Each turn adds at most a value and the name of the next member.
      if room - count < 2 {
        tape.grow(keeping: count)
        nodes = tape.nodes
        room = tape.capacity
      }
      place = spaceEnd(from: place, to: end)
      guard place < end else { throw TapeFault(kind: .expected(expectation), offset: place - start) }
      let byte = place.pointee
      if byte == Byte.quote {
        place = try scanString(at: place, start: start, end: end, node: nodes + count, index: count)
        count += 1
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
        place = spaceEnd(from: place + 1, to: end)
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
            place = try scanName(
              .nameOrEnd, at: place, start: start, end: end, node: nodes + count, index: count)
            count += 1
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
        throw TapeFault(kind: .expected(expectation), offset: place - start)
      }
      expectation = .value

      while depth > 0 {
        place = spaceEnd(from: place, to: end)
        let byte = place < end ? place.pointee : 0
        if byte == Byte.comma {
          place += 1
          nodes[open].length += 1
          if inObject {
            place = try scanName(.name, at: place, start: start, end: end, node: nodes + count, index: count)
            count += 1
          }
          continue value
        }
        guard byte == (inObject ? Byte.closeBrace : Byte.closeBracket) else {
          throw TapeFault(
            kind: .expected(inObject ? .commaOrObjectEnd : .commaOrArrayEnd), offset: place - start)
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
    place = spaceEnd(from: place, to: end)
    guard place == end else { throw TapeFault(kind: .expected(.endOfText), offset: place - start) }
    tape.count = count
  }

  /// Writes the node of the string at a quote and returns the place behind the closing one.
  @inline(__always)
  private static func scanString(
    at quote: Place, start: Place, end: Place, node: UnsafeMutablePointer<TapeNode>, index: Int
  ) throws(TapeFault) -> Place {
    let content = quote + 1
    var flags = TapeNode.Flags()
    guard let close = stringEnd(from: content, to: end, flags: &flags) else {
      throw TapeFault(kind: .string, offset: content - start)
    }
    node.pointee = TapeNode(
      offset: UInt32(truncatingIfNeeded: content - start),
      length: UInt32(truncatingIfNeeded: close - content),
      next: UInt32(truncatingIfNeeded: index + 1), kind: .string, flags: flags)
    return close + 1
  }

  /// Writes the node of the member name that comes next and returns the place behind its colon.
  @inline(__always)
  private static func scanName(
    _ expectation: TapeFault.Expectation, at place: Place, start: Place, end: Place,
    node: UnsafeMutablePointer<TapeNode>, index: Int
  ) throws(TapeFault) -> Place {
    var place = spaceEnd(from: place, to: end)
    guard place < end, place.pointee == Byte.quote else {
      throw TapeFault(kind: .expected(expectation), offset: place - start)
    }
    place = try scanString(at: place, start: start, end: end, node: node, index: index)
    place = spaceEnd(from: place, to: end)
    guard place < end, place.pointee == Byte.colon else {
      throw TapeFault(kind: .expected(.colon), offset: place - start)
    }
    return place + 1
  }

  /// The place of the next byte that is no white space.
  @inline(__always)
  private static func spaceEnd(from start: Place, to end: Place) -> Place {
    var place = start
    while place < end, place.pointee <= 0x20, isSpace(place.pointee) { place += 1 }
    return place
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
