import HandoffSchema
import HandoffTestSupport
import Testing

@Suite("Exact decimals")
struct DecimalTests {
  private func decimal(_ literal: String) -> Decimal { Decimal(literal: literal) }

  @Test(arguments: [
    ("1", "1.0"), ("1", "10e-1"), ("100", "1e2"), ("0", "-0.00e9"), ("0.1", "0.10"), ("1e400", "10e399"),
    ("123456789012345678901234567890", "1234567890123456789012345678.90e2"),
    ("9999999999999999999", "0.9999999999999999999e19"), ("18446744073709551615", "184467440737095516150e-1"),
    ("10000000000000000000", "1e19"),
  ])
  func `equal values have equal representations`(left: String, right: String) {
    #expect(decimal(left) == decimal(right))
    #expect(decimal(left).hashValue == decimal(right).hashValue)
    #expect(!(decimal(left) < decimal(right)) && !(decimal(right) < decimal(left)))
  }

  @Test func `literals are ordered by value`() {
    let ascending = [
      "-1e1099511627776", "-1e400", "-100000000000000000000", "-2", "-1.5", "-1", "-0.1", "-1e-400", "0",
      "1e-400",
      "0.01", "0.1", "0.10000000000000000001", "0.11", "1", "1.5", "2", "10", "9007199254740992",
      "9007199254740993", "9999999999999999999", "9999999999999999999.5", "10000000000000000000",
      "10000000000000000001", "1e400", "1.00000000000000000000000000001e400", "1e1099511627776",
    ].map { decimal($0) }
    for (left, first) in ascending.enumerated() {
      for (right, second) in ascending.enumerated() {
        #expect((first < second) == (left < right), "\(first.literal) < \(second.literal)")
        #expect((first == second) == (left == right))
      }
    }
  }

  @Test(arguments: [
    ("0", "3", true), ("9", "3", true), ("10", "3", false), ("0.3", "0.1", true), ("0.35", "0.1", false),
    ("1e400", "0.01", true), ("1e400", "3", false), ("1e308", "0.123456789", false), ("4.5", "1.5", true),
    ("1e1000000000", "7", false), ("7e1000000000", "7", true), ("1e1000000000", "1e-1000000000", true),
    ("1e-1000000000", "1e1000000000", false), ("-9", "3", true), ("9", "-3", true), ("1", "0", false),
    ("12391239123", "1e-8", true), ("3e1099511627776", "9999999999999999999", false),
    ("123456789012345678901234567890", "12345678901234567890123456789", true),
    ("123456789012345678901234567891", "12345678901234567890123456789", false),
    ("1e1000000000", "12345678901234567890123456789", false),
    ("1e1000000000", "1267650600228229401496703205376", true),
  ])
  func `a multiple is told exactly at any exponent`(value: String, step: String, expected: Bool) {
    #expect(decimal(value).isMultiple(of: decimal(step)) == expected)
  }

  @Test(arguments: [
    ("1.5", "1", "2"), ("-1.5", "-2", "-1"), ("0.001", "0", "1"), ("-0.001", "-1", "0"), ("7", "7", "7"),
    ("99999999999999999999.5", "99999999999999999999", "100000000000000000000"),
    ("1e400", "1e+400", "1e+400"),
    ("1e-400", "0", "1"),
  ])
  func `rounding gives the integers on both sides`(value: String, down: String, up: String) {
    #expect(decimal(value).roundedDown.literal == down)
    #expect(decimal(value).roundedUp.literal == up)
  }

  @Test(arguments: [
    ("7", "3", "6", "9"), ("-7", "3", "-9", "-6"), ("9", "3", "9", "9"), ("1", "0.3", "0.9", "1.2"),
    ("0.1", "5", "0", "5"), ("1e20", "3", "99999999999999999999", "100000000000000000002"),
  ])
  func `rounding to multiples gives those on both sides`(
    value: String, step: String, down: String, up: String
  ) {
    #expect(decimal(value).roundedDown(toMultipleOf: decimal(step))?.literal == down)
    #expect(decimal(value).roundedUp(toMultipleOf: decimal(step))?.literal == up)
  }

  @Test(arguments: [
    ("4", "6", "12"), ("0.3", "2", "6"), ("0.4", "0.6", "1.2"), ("1e3", "7", "7000"),
    ("99999999999999999999", "3", "99999999999999999999"),
    ("12345678901234567891", "98765432109876543211", "1219326311370217952348574912122374638001"),
  ])
  func `the least common multiple is exact`(left: String, right: String, multiple: String) {
    #expect(Decimal.leastCommonMultiple(decimal(left), decimal(right))?.literal == multiple)
  }

  @Test func `what would spell out too many digits is refused`() {
    #expect(decimal("1e1000000000").adding(decimal("1")) == nil)
    #expect(decimal("1e1000000000").roundedDown(toMultipleOf: decimal("3")) == nil)
    #expect(Decimal.leastCommonMultiple(decimal("1e1000000000"), decimal("3")) == nil)
  }

  @Test func `machine integers go in and out unchanged`() {
    for value in [0, 1, -1, 10, -1000, .max, .min, .max - 7, 9_007_199_254_740_993] {
      #expect(Decimal(value).int == value)
      #expect(decimal(String(value)).int == value)
      #expect(decimal(String(value)) == Decimal(value))
    }
    #expect(decimal("9223372036854775808").int == nil)
    #expect(decimal("-9223372036854775809").int == nil)
    #expect(decimal("1e19").int == nil)
    #expect(decimal("0.5").int == nil)
  }

  @Test func `the laws of arithmetic hold on numbers of many sizes`() {
    var source = RandomJSON(seed: 5)
    for _ in 0..<3000 {
      let a = source.number().decimal
      let b = source.number().decimal
      let c = source.number().decimal
      #expect(decimal(a.literal) == a)
      #expect(a.adding(b) == b.adding(a))
      #expect(a.adding(b)?.subtracting(b) == a)
      #expect(a.multiplied(by: b) == b.multiplied(by: a))
      if let sum = b.adding(c), let left = a.multiplied(by: sum), let first = a.multiplied(by: b),
        let second = a.multiplied(by: c)
      {
        #expect(left == first.adding(second))
      }
      #expect((a < b) == (a.subtracting(b)?.isNegative ?? (a < b)))
      guard !b.isZero, let product = a.multiplied(by: b) else { continue }
      if a.isInteger { #expect(product.isMultiple(of: b)) }
      #expect(a.isInteger || !product.isMultiple(of: b))
      let step = b.magnitude
      if let down = c.roundedDown(toMultipleOf: step), let up = c.roundedUp(toMultipleOf: step) {
        #expect(down.isMultiple(of: step) && up.isMultiple(of: step) && down <= c && c <= up)
        #expect(down == up || down.adding(step) == up)
        #expect(c.isMultiple(of: step) == (down == c))
      }
    }
  }
}
