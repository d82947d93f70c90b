extension ProgramRunner {
  /// Says whether a value is one of those that `enum` and `const` allow.
  mutating func checkValues(_ number: Int, _ index: Int) -> Bool {
    let values = self.values + number
    let node = tape.nodes[index]
    switch node.kind {
    case .null, .false, .true: return values.pointee.literals & 1 << node.kind.rawValue != 0
    case .string:
      let strings = values.pointee.strings
      return strings.entries.count == 1
        ? isSame(index, names + Int(strings.entries.start)) : place(of: index, in: strings) >= 0
    case .number: return isListed(node, values)
    case .array, .object:
      guard values.pointee.containers >= 0 else { return false }
      return program.containers[Int(values.pointee.containers)].contains(tape.value(at: index))
    }
  }

  private mutating func isListed(_ node: TapeNode, _ values: UnsafePointer<ProgramValues>) -> Bool {
    var value = 0
    if let small = tape.smallNumber(node), small.scale == 0 {
      value = small.mantissa
    } else {
      let decimal = Decimal(literal: tape.bytes(of: node))
      guard let integer = decimal.int else {
        return values.pointee.numbers >= 0 && program.numbers[Int(values.pointee.numbers)].contains(decimal)
      }
      value = integer
    }
    var low = Int(values.pointee.integers.start)
    var high = low + Int(values.pointee.integers.count)
    while low < high {
      let middle = (low + high) / 2
      if integers[middle] == value { return true }
      if integers[middle] < value { low = middle + 1 } else { high = middle }
    }
    return false
  }

  mutating func checkNumber(_ number: Int, _ index: Int) -> Bool {
    let numeric = numerics + number
    let node = tape.nodes[index]
    guard let value = tape.smallNumber(node) else { return checkExactly(numeric, node) }
    let power = powers[value.scale]
    let floor = value.scale == 0 ? value.mantissa : Self.floor(value.mantissa, power)
    if floor &* power == value.mantissa {
      guard numeric.pointee.decidesWholes else { return checkExactly(numeric, node) }
      if floor < numeric.pointee.lowestWhole || floor > numeric.pointee.highestWhole { return false }
    } else {
      guard numeric.pointee.decidesFractions else { return checkExactly(numeric, node) }
      if floor < numeric.pointee.lowestFloor || floor > numeric.pointee.highestFloor { return false }
    }
    if numeric.pointee.divisor == 0 { return true }
    return isMultiple(value, numeric) ?? checkExactly(numeric, node)
  }

  private static func floor(_ mantissa: Int, _ power: Int) -> Int {
    let (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: power)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// Says whether mantissa / 10^scale is a multiple of divisor / 10^divisorScale, where machine words can
  /// tell.
  private mutating func isMultiple(
    _ value: (mantissa: Int, scale: Int), _ numeric: UnsafePointer<ProgramNumeric>
  ) -> Bool? {
    let divisor = numeric.pointee.divisor
    let shift = numeric.pointee.divisorScale - value.scale
    if shift >= 0 {
      let (dividend, overflow) = value.mantissa.multipliedReportingOverflow(by: powers[shift])
      return overflow ? nil : dividend % divisor == 0
    }
    let (scaled, overflow) = divisor.multipliedReportingOverflow(by: powers[-shift])
    return overflow ? nil : value.mantissa % scaled == 0
  }

  @inline(never)
  private mutating func checkExactly(_ numeric: UnsafePointer<ProgramNumeric>, _ node: TapeNode) -> Bool {
    let value = Decimal(literal: tape.bytes(of: node))
    let exact = program.numerics[Int(numeric.pointee.exact)]
    if let bound = exact.minimum, value < bound { return false }
    if let bound = exact.maximum, bound < value { return false }
    if let bound = exact.exclusiveMinimum, value <= bound { return false }
    if let bound = exact.exclusiveMaximum, bound <= value { return false }
    return exact.multipleOf.map { value.isMultiple(of: $0) } ?? true
  }

  /// Says whether a number that is spelled with a fraction or an exponent has no fractional part.
  @inline(never)
  mutating func isInteger(_ index: Int) -> Bool {
    if let small = tape.smallNumber(tape.nodes[index]) { return small.mantissa % powers[small.scale] == 0 }
    return Decimal(literal: tape.bytes(of: tape.nodes[index])).isInteger
  }

  mutating func checkString(_ number: Int, _ index: Int) -> Bool {
    let string = strings + number
    let node = tape.nodes[index]
    let least = string.pointee.minLength
    let most = string.pointee.maxLength
    if least > 0 || most < .max {
      // There are never more code points than bytes, and one needs at most twelve: an escaped pair.
      let bytes = Int(node.length)
      if bytes < least { return false }
      if bytes > most || bytes < 12 &* least {
        let length = tape.codePointCount(node)
        if length < least || length > most { return false }
      }
    }
    if string.pointee.pattern >= 0, !matches(string.pointee.pattern, index) { return false }
    if string.pointee.pattern == ProgramString.unreadPattern {
      hasGivenUp = true
      return false
    }
    if string.pointee.format >= 0 {
      return program.formats[Int(string.pointee.format)].accepts(tape.string(at: index))
    }
    return true
  }

  /// Says whether a pattern matches the string at an index.
  mutating func matches(_ pattern: Int32, _ index: Int) -> Bool {
    let node = tape.nodes[index]
    let matcher = program.patterns[Int(pattern)]
    if node.flags.contains(.escaped) { return tape.withUnescaped(node) { matcher.matches($0) } }
    return matcher.matches(tape.bytes(of: node))
  }
}

extension TapeView {
  /// The most characters of a number that ``smallNumber(_:)`` reads.
  static var digitLimit: Int { 18 }

  /// A number that is spelled in up to 18 characters without exponent, as mantissa / 10^scale, or `nil`.
  @inline(__always)
  func smallNumber(_ node: TapeNode) -> (mantissa: Int, scale: Int)? {
    let length = Int(node.length)
    guard length <= Self.digitLimit else { return nil }
    let characters = text + Int(node.offset)
    let isNegative = characters.pointee == Byte.minus
    var place = isNegative ? 1 : 0
    var mantissa = 0
    var point = length
    while place < length {
      let digit = characters[place] &- 0x30
      if digit < 10 {
        mantissa = mantissa &* 10 &+ Int(digit)
      } else if characters[place] == UInt8(ascii: ".") {
        point = place &+ 1
      } else {
        return nil
      }
      place &+= 1
    }
    return (isNegative ? 0 &- mantissa : mantissa, length &- point)
  }

  /// The number of code points of a string's value.
  ///
  /// - Complexity: O(1) for plain ASCII, else O(*n*) in its bytes.
  func codePointCount(_ node: TapeNode) -> Int {
    let bytes = bytes(of: node)
    if node.flags.isDisjoint(with: [.escaped, .nonASCII]) { return bytes.count }
    guard node.flags.contains(.escaped) else {
      return bytes.reduce(into: 0) { count, byte in if !TapeParser.isContinuation(byte) { count += 1 } }
    }
    var count = 0
    var place = 0
    while place < bytes.count {
      if bytes[place] == Byte.backslash {
        if bytes[place + 1] == UInt8(ascii: "u") {
          // Surrogates come in pairs, written as two escapes.
          let isPair = bytes[place + 2] | 0x20 == UInt8(ascii: "d") && bytes[place + 3] >= UInt8(ascii: "8")
          place += isPair ? 12 : 6
        } else {
          place += 2
        }
        count += 1
      } else {
        if !TapeParser.isContinuation(bytes[place]) { count += 1 }
        place += 1
      }
    }
    return count
  }
}
