extension TapeParser {
  /// The place of the closing quote of a string whose content begins at a place, or `nil` where the content
  /// breaks the grammar or the text ends.
  ///
  /// Takes sixteen bytes at a time; stops at quotes, backslashes and, by one signed comparison, at control
  /// characters and at bytes from 0x80 on, whose sequences are checked where they stand.
  @inline(__always)
  static func stringEnd(from start: Place, to end: Place, flags: inout TapeNode.Flags) -> Place? {
    var place = start
    while true {
      while end - place >= 16 {
        let chunk = UnsafeRawPointer(place).loadUnaligned(as: SIMD16<Int8>.self)
        let halves = specials(in: chunk)
        let low = UInt64(littleEndian: halves[0])
        if low != 0 {
          place += low.trailingZeroBitCount >> 3
          break
        }
        let high = UInt64(littleEndian: halves[1])
        if high != 0 {
          place += 8 + high.trailingZeroBitCount >> 3
          break
        }
        place += 16
      }
      guard place < end else { return nil }
      let byte = place.pointee
      if byte == Byte.quote { return place }
      if byte >= 0x80 {
        flags.insert(.nonASCII)
        guard let next = sequencesEnd(from: place, to: end) else { return nil }
        place = next
      } else if byte == Byte.backslash {
        flags.insert(.escaped)
        guard let next = escapeEnd(from: place, to: end) else { return nil }
        place = next
      } else if byte < 0x20 {
        return nil
      } else {
        place += 1
      }
    }
  }

  /// Marks (0xFF) the bytes of a chunk at which the scan must stop.
  @inline(__always)
  private static func specials(in chunk: SIMD16<Int8>) -> SIMD2<UInt64> {
    // Every operand has its type spelled out: only then do the comparisons become vector instructions.
    let space = SIMD16<Int8>(repeating: 0x20)
    let quote = SIMD16<Int8>(repeating: 0x22)
    let backslash = SIMD16<Int8>(repeating: 0x5C)
    let controls: SIMDMask<SIMD16<Int8>> = chunk .< space
    let quotes: SIMDMask<SIMD16<Int8>> = chunk .== quote
    let backslashes: SIMDMask<SIMD16<Int8>> = chunk .== backslash
    return unsafeBitCast(controls .| quotes .| backslashes, to: SIMD2<UInt64>.self)
  }

  /// The place behind an unbroken run of multi-byte sequences of well-formed UTF-8 (Unicode, table 3-7), or
  /// `nil`.
  @inline(__always)
  static func sequencesEnd(from start: Place, to end: Place) -> Place? {
    var place = start
    while place < end, place.pointee >= 0x80 {
      let length = sequenceLength(at: place, to: end)
      guard length > 0 else { return nil }
      place += length
    }
    return place
  }

  /// The length of the well-formed multi-byte sequence at a place, or 0.
  @inline(__always)
  static func sequenceLength(at place: Place, to end: Place) -> Int {
    let lead = place[0]
    let room = end - place
    if lead < 0xE0 {
      return lead >= 0xC2 && room >= 2 && isContinuation(place[1]) ? 2 : 0
    }
    if lead < 0xF0 {
      guard room >= 3, isContinuation(place[1]), isContinuation(place[2]) else { return 0 }
      let start = UInt16(lead & 0xF) << 6 | UInt16(place[1] & 0x3F)
      // No overlong forms (below U+0800), no surrogates (U+D800...U+DFFF).
      return start >= 0x20 && start &- 0x360 >= 0x20 ? 3 : 0
    }
    guard lead < 0xF5, room >= 4, isContinuation(place[1]), isContinuation(place[2]),
      isContinuation(place[3])
    else { return 0 }
    let start = UInt16(lead & 0x7) << 6 | UInt16(place[1] & 0x3F)
    return start >= 0x10 && start < 0x110 ? 4 : 0
  }

  @inline(__always)
  static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// The place behind the escape at a backslash, or `nil`; a surrogate counts only as half of a pair.
  @inline(__always)
  static func escapeEnd(from backslash: Place, to end: Place) -> Place? {
    guard end - backslash >= 2 else { return nil }
    switch backslash[1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return backslash + 2
    case UInt8(ascii: "u"):
      guard end - backslash >= 6, let unit = hexadecimal(at: backslash + 2) else { return nil }
      if unit & 0xF800 != 0xD800 { return backslash + 6 }
      guard unit < 0xDC00, end - backslash >= 12, backslash[6] == Byte.backslash,
        backslash[7] == UInt8(ascii: "u"), let low = hexadecimal(at: backslash + 8), low & 0xFC00 == 0xDC00
      else { return nil }
      return backslash + 12
    default: return nil
    }
  }

  /// The value of four hexadecimal digits, or `nil`.
  @inline(__always)
  static func hexadecimal(at place: Place) -> UInt32? {
    var value: UInt32 = 0
    for index in 0..<4 {
      let byte = place[index]
      let digit: UInt8
      if byte &- 0x30 < 10 {
        digit = byte &- 0x30
      } else if (byte | 0x20) &- 0x61 < 6 {
        digit = (byte | 0x20) &- 0x57
      } else {
        return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// The place behind the number at a place, or `nil` where it breaks the grammar of RFC 8259 section
  /// 6 or has too long an exponent.
  @inline(__always)
  static func numberEnd(from start: Place, to end: Place, flags: inout TapeNode.Flags) -> Place? {
    var place = start
    if place.pointee == Byte.minus { place += 1 }
    let integer = place
    place = digitsEnd(from: place, to: end)
    guard place > integer, integer.pointee != 0x30 || place == integer + 1 else { return nil }
    guard place < end else { return place }
    if place.pointee == UInt8(ascii: ".") {
      flags.insert(.notPlainInteger)
      place += 1
      let fraction = place
      place = digitsEnd(from: place, to: end)
      guard place > fraction else { return nil }
      guard place < end else { return place }
    }
    if place.pointee | 0x20 == UInt8(ascii: "e") {
      flags.insert(.notPlainInteger)
      place += 1
      if place < end, place.pointee == UInt8(ascii: "+") || place.pointee == Byte.minus { place += 1 }
      let exponent = place
      place = digitsEnd(from: place, to: end)
      guard place > exponent else { return nil }
      if place - exponent > JSONNumber.exponentDigits, hasLongExponent(from: exponent, to: place) {
        return nil
      }
    }
    return place
  }

  @inline(never)
  private static func hasLongExponent(from start: Place, to end: Place) -> Bool {
    JSONNumber.hasLongExponent(UnsafeBufferPointer(start: start, count: end - start))
  }

  @inline(__always)
  private static func digitsEnd(from start: Place, to end: Place) -> Place {
    var place = start
    while place < end, place.pointee &- 0x30 < 10 { place += 1 }
    return place
  }
}
