extension Decimal {
  /// Reads a literal of RFC 8259 section 6, which must be well formed.
  ///
  /// - Complexity: O(*n*), where *n* is the length of the literal.
  package init(literal: String) {
    var literal = literal
    self = literal.withUTF8 { Decimal(literal: $0) }
  }

  /// Reads a literal of RFC 8259 section 6, which must be well formed.
  package init(literal bytes: UnsafeBufferPointer<UInt8>) {
    var place = 0
    let isNegative = bytes.first == Byte.minus
    if isNegative { place = 1 }
    var word: UInt64 = 0
    // Digits from the first that is not 0, without the zeros that may turn out to be trailing.
    var significant = 0
    var zeros = 0
    var fraction = 0
    var inFraction = false
    let mantissa = place
    while place < bytes.count {
      let digit = bytes[place] &- 0x30
      if digit > 9 {
        guard bytes[place] == UInt8(ascii: ".") else { break }
        inFraction = true
      } else {
        if inFraction { fraction += 1 }
        if digit != 0 {
          significant += zeros + 1
          if significant <= Self.wordDigits {
            word = word * Self.powersOfTen[zeros + 1] + UInt64(digit)
          }
          zeros = 0
        } else if significant > 0 {
          zeros += 1
        }
      }
      place += 1
    }
    let exponent = Self.exponent(of: bytes[min(place + 1, bytes.count)...]) - fraction
    if significant <= Self.wordDigits {
      self.init(isNegative: isNegative, normalisedWord: word, exponent: exponent + zeros)
    } else {
      let digits = bytes[mantissa..<place].lazy.filter { $0 != UInt8(ascii: ".") }.map { $0 &- 0x30 }
      self.init(isNegative: isNegative, digits: digits, exponent: exponent)
    }
  }

  private static func exponent(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var value = 0
    for byte in bytes where byte &- 0x30 < 10 {
      // Twice the limit, so that a long fraction cannot bring it back.
      value = value < exponentLimit / 5 ? value * 10 + Int(byte &- 0x30) : exponentLimit * 2
    }
    return bytes.first == Byte.minus ? -value : value
  }

  /// A literal of the same value: plain digits where they are few, else with an exponent.
  package var literal: String {
    guard !isZero else { return "0" }
    return Self.literal(isNegative: isNegative, digits: digits, point: digitCount + exponent)
  }

  /// Spells ± 0.digits × 10^point as ECMA-262 spells numbers (section 6.1.6.1.20); integers of more than 21
  /// digits, which no double needs, in full.
  static func literal(isNegative: Bool, digits: [UInt8], point: Int) -> String {
    let count = digits.count
    var text: [UInt8] = isNegative ? [Byte.minus] : []
    func append(_ part: ArraySlice<UInt8>) { text.append(contentsOf: part.lazy.map { $0 + 0x30 }) }
    func appendZeros(_ count: Int) { text.append(contentsOf: repeatElement(0x30, count: count)) }
    switch point {
    case count...max(count, 21):
      append(digits[...])
      appendZeros(point - count)
    case 1..<count:
      append(digits[..<point])
      text.append(UInt8(ascii: "."))
      append(digits[point...])
    case -5...0:
      text += [0x30, UInt8(ascii: ".")]
      appendZeros(-point)
      append(digits[...])
    default:
      append(digits[..<1])
      if count > 1 {
        text.append(UInt8(ascii: "."))
        append(digits[1...])
      }
      text += Array((point > 0 ? "e+\(point - 1)" : "e\(point - 1)").utf8)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
