/// An exact decimal number of any size: ± coefficient × 10^exponent.
///
/// Always normalised: the digits carry neither leading nor trailing zeros, and zero is the empty digit list
/// with exponent 0, so that equal values have equal representations.
package struct Decimal: Sendable, Hashable {
  /// True for a value below zero.
  package var isNegative: Bool
  /// The coefficient's digits, each 0...9, most significant first.
  package var digits: [UInt8]
  /// The power of ten of the last digit; saturates at ±2^40 for literals beyond any use.
  package var exponent: Int

  /// The largest magnitude of an exponent that is told apart.
  package static let exponentLimit = 1 << 40

  /// Normalises a sign, digits and an exponent.
  package init(isNegative: Bool, digits: some Sequence<UInt8>, exponent: Int) {
    var digits = Array(digits.drop { $0 == 0 })
    var exponent = exponent
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    self.digits = digits
    self.isNegative = isNegative && !digits.isEmpty
    self.exponent = digits.isEmpty ? 0 : min(max(exponent, -Self.exponentLimit), Self.exponentLimit)
  }

  /// Reads a literal of RFC 8259 section 6, which must be well formed.
  package init(literal: String) {
    var digits: [UInt8] = []
    var negative = false
    var fraction = 0
    var inFraction = false
    var exponent = 0
    var exponentNegative = false
    var inExponent = false
    for byte in literal.utf8 {
      switch byte {
      case UInt8(ascii: "-"): if inExponent { exponentNegative = true } else { negative = true }
      case UInt8(ascii: "+"): break
      case UInt8(ascii: "."): inFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"): inExponent = true
      default:
        let digit = byte &- 0x30
        if inExponent {
          exponent = min(exponent * 10 + Int(digit), Self.exponentLimit * 2)
        } else {
          digits.append(digit)
          if inFraction { fraction += 1 }
        }
      }
    }
    self.init(
      isNegative: negative, digits: digits,
      exponent: (exponentNegative ? -exponent : exponent) - fraction)
  }

  /// The value as a machine integer, or `nil` for a fraction or a value out of range.
  package var int: Int? {
    guard exponent >= 0, digits.count + exponent <= 19 else { return nil }
    var result = 0
    for place in 0..<(digits.count + exponent) {
      let digit = place < digits.count ? Int(digits[place]) : 0
      let (scaled, overflow) = result.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.subtractingReportingOverflow(digit)
      if overflow || carry { return nil }
      result = sum
    }
    if isNegative { return result }
    return result == .min ? nil : -result
  }
}

extension Decimal: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    let (small, large) = left.isNegative ? (right, left) : (left, right)
    if small.digits.isEmpty || large.digits.isEmpty { return small.digits.isEmpty && !large.digits.isEmpty }
    let smallTop = small.digits.count + small.exponent
    let largeTop = large.digits.count + large.exponent
    if smallTop != largeTop { return smallTop < largeTop }
    return small.digits.lexicographicallyPrecedes(large.digits)
  }
}
