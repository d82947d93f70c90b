extension JSONNumber {
  /// Writes an exact value, in positional notation where that is short.
  init(_ decimal: Decimal) {
    if let int = decimal.int {
      self.init(int)
      return
    }
    let digits = decimal.digits.map { Character(Unicode.Scalar($0 + 0x30)) }
    let sign = decimal.isNegative ? "-" : ""
    let point = digits.count + decimal.exponent
    if decimal.exponent >= 0, point <= 40 {
      self.init(checkedLiteral: sign + String(digits) + String(repeating: "0", count: decimal.exponent))
    } else if decimal.exponent < 0, point > 0 {
      self.init(checkedLiteral: sign + String(digits[..<point]) + "." + String(digits[point...]))
    } else if decimal.exponent < 0, point > -20 {
      self.init(checkedLiteral: sign + "0." + String(repeating: "0", count: -point) + String(digits))
    } else {
      self.init(checkedLiteral: sign + String(digits) + "e\(decimal.exponent)")
    }
  }
}
