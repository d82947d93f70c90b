/// A natural number of any size, for the few places where a machine word is too small.
///
/// Limbs of nine decimal digits, least significant first, without leading zeros; decimal, because every such
/// number comes from decimal text and goes back to it.
struct BigNatural: Sendable, Hashable {
  private(set) var limbs: [UInt32]

  static let base: UInt64 = 1_000_000_000
  static let limbDigits = 9

  init(limbs: [UInt32]) {
    self.limbs = limbs
    while self.limbs.last == 0 { self.limbs.removeLast() }
  }

  init(_ value: UInt64) {
    var limbs: [UInt32] = []
    var rest = value
    while rest > 0 {
      limbs.append(UInt32(rest % Self.base))
      rest /= Self.base
    }
    self.limbs = limbs
  }

  /// Digits 0...9, most significant first.
  init(digits: some RandomAccessCollection<UInt8>) {
    var limbs: [UInt32] = []
    limbs.reserveCapacity(digits.count / Self.limbDigits + 1)
    var rest = digits[...]
    while !rest.isEmpty {
      limbs.append(rest.suffix(Self.limbDigits).reduce(0) { $0 * 10 + UInt32($1) })
      rest = rest.dropLast(Self.limbDigits)
    }
    self.init(limbs: limbs)
  }

  /// Digits 0...9, most significant first; none for zero.
  var digits: [UInt8] {
    var reversed: [UInt8] = []
    reversed.reserveCapacity(limbs.count * Self.limbDigits)
    for limb in limbs {
      var rest = limb
      for _ in 0..<Self.limbDigits {
        reversed.append(UInt8(rest % 10))
        rest /= 10
      }
    }
    while reversed.last == 0 { reversed.removeLast() }
    return reversed.reversed()
  }

  var isZero: Bool { limbs.isEmpty }
}

extension BigNatural: Comparable {
  static func < (left: Self, right: Self) -> Bool {
    if left.limbs.count != right.limbs.count { return left.limbs.count < right.limbs.count }
    return left.limbs.reversed().lexicographicallyPrecedes(right.limbs.reversed())
  }
}

extension BigNatural {
  static func + (left: Self, right: Self) -> Self {
    var limbs: [UInt32] = []
    var carry: UInt64 = 0
    for place in 0..<max(left.limbs.count, right.limbs.count) {
      let sum = UInt64(left.limb(place)) + UInt64(right.limb(place)) + carry
      limbs.append(UInt32(sum % base))
      carry = sum / base
    }
    if carry > 0 { limbs.append(UInt32(carry)) }
    return BigNatural(limbs: limbs)
  }

  /// The difference; the right side must not be greater.
  static func - (left: Self, right: Self) -> Self {
    var limbs: [UInt32] = []
    var borrow: Int64 = 0
    for place in 0..<left.limbs.count {
      var difference = Int64(left.limb(place)) - Int64(right.limb(place)) - borrow
      borrow = difference < 0 ? 1 : 0
      if difference < 0 { difference += Int64(base) }
      limbs.append(UInt32(difference))
    }
    precondition(borrow == 0, "Subtract the smaller number from the greater one.")
    return BigNatural(limbs: limbs)
  }

  /// - Complexity: O(*n* · *m*) in the digits of both.
  static func * (left: Self, right: Self) -> Self {
    var limbs = [UInt32](repeating: 0, count: left.limbs.count + right.limbs.count)
    for (low, leftLimb) in left.limbs.enumerated() {
      var carry: UInt64 = 0
      for (high, rightLimb) in right.limbs.enumerated() {
        let product = UInt64(leftLimb) * UInt64(rightLimb) + UInt64(limbs[low + high]) + carry
        limbs[low + high] = UInt32(product % base)
        carry = product / base
      }
      limbs[low + right.limbs.count] = UInt32(carry)
    }
    return BigNatural(limbs: limbs)
  }

  /// The remainder by a machine word, which must not be 0.
  ///
  /// - Complexity: O(*n*) in the digits.
  func remainder(dividingBy divisor: UInt64) -> UInt64 {
    var rest: UInt64 = 0
    for limb in limbs.reversed() {
      let product = rest.multipliedFullWidth(by: Self.base)
      let (low, carry) = product.low.addingReportingOverflow(UInt64(limb))
      // The rest is below the divisor, so the high half is too.
      rest = divisor.dividingFullWidth((product.high + (carry ? 1 : 0), low)).remainder
    }
    return rest
  }

  /// Quotient and remainder by Knuth's algorithm D (The Art of Computer Programming, volume 2, section
  /// 4.3.1); the divisor must not be 0.
  ///
  /// - Complexity: O(*n* · *m*) in the digits of quotient and divisor.
  func quotientAndRemainder(dividingBy divisor: Self) -> (quotient: Self, remainder: Self) {
    precondition(!divisor.isZero, "Division by zero.")
    guard self >= divisor else { return (BigNatural(0), self) }
    guard divisor.limbs.count > 1 else { return quotientAndRemainder(dividingBy: divisor.limbs[0]) }
    // Scaled so that the divisor's first limb is at least half the base; then a guess is at most 2 too large.
    let scale = BigNatural(Self.base / (UInt64(divisor.limbs[divisor.limbs.count - 1]) + 1))
    let divisorLimbs = (divisor * scale).limbs
    var rest = (self * scale).limbs + [0]
    if rest.count == limbs.count + 1 { rest.append(0) }
    let size = divisorLimbs.count
    let top = UInt64(divisorLimbs[size - 1])
    let second = UInt64(divisorLimbs[size - 2])
    var quotient = [UInt32](repeating: 0, count: rest.count - size)
    for place in stride(from: rest.count - size - 1, through: 0, by: -1) {
      let head = UInt64(rest[place + size]) * Self.base + UInt64(rest[place + size - 1])
      var guess = head / top
      var over = head % top
      while guess >= Self.base || guess * second > over * Self.base + UInt64(rest[place + size - 2]) {
        guess -= 1
        over += top
        if over >= Self.base { break }
      }
      var borrow: Int64 = 0
      var carry: UInt64 = 0
      for index in 0..<size {
        let product = guess * UInt64(divisorLimbs[index]) + carry
        carry = product / Self.base
        var difference = Int64(rest[place + index]) - Int64(product % Self.base) - borrow
        borrow = difference < 0 ? 1 : 0
        if difference < 0 { difference += Int64(Self.base) }
        rest[place + index] = UInt32(difference)
      }
      var difference = Int64(rest[place + size]) - Int64(carry) - borrow
      if difference < 0 {
        // The guess was one too large: add the divisor back; the carry out of it cancels the borrow.
        guess -= 1
        var carry: UInt64 = 0
        for index in 0..<size {
          let sum = UInt64(rest[place + index]) + UInt64(divisorLimbs[index]) + carry
          rest[place + index] = UInt32(sum % Self.base)
          carry = sum / Self.base
        }
        difference += Int64(carry)
      }
      rest[place + size] = UInt32(difference)
      quotient[place] = UInt32(guess)
    }
    let remainder = BigNatural(limbs: Array(rest.prefix(size)))
    guard let scaleLimb = scale.limbs.first else { return (BigNatural(limbs: quotient), remainder) }
    return (BigNatural(limbs: quotient), remainder.quotientAndRemainder(dividingBy: scaleLimb).quotient)
  }

  private func quotientAndRemainder(dividingBy divisor: UInt32) -> (quotient: Self, remainder: Self) {
    var quotient = limbs
    var rest: UInt64 = 0
    for place in limbs.indices.reversed() {
      let part = rest * Self.base + UInt64(limbs[place])
      quotient[place] = UInt32(part / UInt64(divisor))
      rest = part % UInt64(divisor)
    }
    return (BigNatural(limbs: quotient), BigNatural(rest))
  }

  private func limb(_ place: Int) -> UInt32 { place < limbs.count ? limbs[place] : 0 }
}
