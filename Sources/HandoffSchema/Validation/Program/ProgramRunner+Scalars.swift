extension ProgramRunner {
  /// Says whether a value is one of those that `enum` and `const` allow.
  func checkValues(_ number: Int, _ index: Int) -> Bool {
    let values = image.table(program.sections.values) + number
    let node = tape.nodes[index]
    switch node.kind {
    case .null, .false, .true: return values.pointee.literals & 1 << node.kind.rawValue != 0
    case .string: return place(of: index, in: values.pointee.strings, expected: 0) >= 0
    case .number: return isListed(node, values)
    case .array, .object:
      guard values.pointee.containers >= 0 else { return false }
      return program.containers[Int(values.pointee.containers)].contains(tape.value(at: index))
    }
  }

  private func isListed(_ node: TapeNode, _ values: UnsafePointer<ProgramValues>) -> Bool {
    var value = 0
    if let integer = tape.smallInteger(node) {
      value = integer
    } else {
      let decimal = Decimal(literal: tape.bytes(of: node))
      guard let integer = decimal.int else {
        return values.pointee.numbers >= 0 && program.numbers[Int(values.pointee.numbers)].contains(decimal)
      }
      value = integer
    }
    let integers = image.table(program.sections.integers)
    var low = Int(values.pointee.integers.start)
    var high = low + Int(values.pointee.integers.count)
    while low < high {
      let middle = (low + high) / 2
      if integers[middle] == value { return true }
      if integers[middle] < value { low = middle + 1 } else { high = middle }
    }
    return false
  }

  func checkNumber(_ number: Int, _ index: Int) -> Bool {
    let numeric = image.table(program.sections.numerics) + number
    let node = tape.nodes[index]
    guard let value = tape.smallInteger(node) else { return checkExactly(numeric, node) }
    if value < numeric.pointee.lowestInteger || value > numeric.pointee.highestInteger { return false }
    if numeric.pointee.integerDivisor != 0 { return value % numeric.pointee.integerDivisor == 0 }
    return program.numerics[Int(numeric.pointee.exact)].multipleOf.map { Decimal(value).isMultiple(of: $0) }
      ?? true
  }

  @inline(never)
  private func checkExactly(_ numeric: UnsafePointer<ProgramNumeric>, _ node: TapeNode) -> Bool {
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
  func isInteger(_ index: Int) -> Bool {
    Decimal(literal: tape.bytes(of: tape.nodes[index])).isInteger
  }

  func checkString(_ number: Int, _ index: Int) -> Bool {
    let string = image.table(program.sections.strings) + number
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
    if string.pointee.format >= 0 {
      return program.formats[Int(string.pointee.format)].accepts(tape.string(at: index))
    }
    return true
  }

  /// Says whether a pattern matches the string at an index.
  func matches(_ pattern: Int32, _ index: Int) -> Bool {
    program.patterns[Int(pattern)].matches(tape.string(at: index))
  }
}

extension TapeView {
  /// The value of a number that is spelled as up to 18 digits with or without a sign, or `nil`.
  @inline(__always)
  func smallInteger(_ node: TapeNode) -> Int? {
    guard !node.flags.contains(.notPlainInteger), node.length <= 18 else { return nil }
    let digits = text + Int(node.offset)
    var place = digits.pointee == Byte.minus ? 1 : 0
    var value = 0
    while place < Int(node.length) {
      value = value &* 10 &+ Int(digits[place] &- 0x30)
      place &+= 1
    }
    return digits.pointee == Byte.minus ? 0 &- value : value
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
