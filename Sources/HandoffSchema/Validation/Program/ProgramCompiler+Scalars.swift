extension ProgramCompiler {
  /// The place of the values that `enum` and `const` allow, or -1 without them.
  mutating func compileValues(_ node: SchemaNode) -> Int32 {
    guard node.enumeration != nil || node.constant != nil else { return -1 }
    var result = ProgramValues()
    var texts: [(name: String, schema: ProgramReference)] = []
    var seen: Set<ExactString> = []
    var machine: Set<Int> = []
    var decimals: Set<Decimal> = []
    var compound: Set<JSONValue> = []
    // The index of a long enumeration holds its containers too; hashing them twice would cost as much again.
    let index = node.constant == nil ? node.enumerationIndex : nil
    for value in node.enumeration ?? [node.constant ?? .null] {
      if let constant = node.constant, value != constant { continue }
      switch value {
      case .null: result.literals |= 1 << TapeNode.Kind.null.rawValue
      case .bool(false): result.literals |= 1 << TapeNode.Kind.false.rawValue
      case .bool(true): result.literals |= 1 << TapeNode.Kind.true.rawValue
      case .string(let text):
        if seen.insert(ExactString(text)).inserted { texts.append((text, .always)) }
      case .number(let number):
        let decimal = number.decimal
        if let integer = decimal.int { machine.insert(integer) } else { decimals.insert(decimal) }
      case .array, .object: if index == nil || compound.isEmpty { compound.insert(value) }
      }
    }
    if let index, !compound.isEmpty { compound = index }
    result.strings = names.add(texts)
    result.integers = ProgramRange(start: UInt32(integers.count), count: UInt32(machine.count))
    integers += machine.sorted()
    if !decimals.isEmpty {
      result.numbers = Int32(numbers.count)
      numbers.append(decimals)
    }
    if !compound.isEmpty {
      result.containers = Int32(containers.count)
      containers.append(compound)
    }
    values.append(result)
    return Int32(values.count - 1)
  }

  mutating func compile(_ numeric: NumericKeywords) -> Int32 {
    var result = ProgramNumeric(exact: Int32(exactNumerics.count))
    let exact = ValidationProgram.ExactNumeric(
      minimum: numeric.minimum?.decimal, maximum: numeric.maximum?.decimal,
      exclusiveMinimum: numeric.exclusiveMinimum?.decimal,
      exclusiveMaximum: numeric.exclusiveMaximum?.decimal,
      multipleOf: numeric.multipleOf?.decimal)
    let lowest = [
      exact.minimum.map { Self.clamped($0.roundedUp) },
      exact.exclusiveMinimum.map { Self.clamped($0.roundedDown, after: true) },
    ].compactMap { $0 }.max()
    let highest = [
      exact.maximum.map { Self.clamped($0.roundedDown) },
      exact.exclusiveMaximum.map { Self.clamped($0.roundedUp, before: true) },
    ].compactMap { $0 }.min()
    // Machine integers on tapes have up to 18 digits, so that the clamping cannot be noticed.
    result.lowestWhole = lowest ?? .min
    result.highestWhole = highest ?? .max
    setFloors(of: exact, in: &result)
    setDivisor(exact.multipleOf, in: &result)
    numerics.append(result)
    exactNumerics.append(exact)
    return Int32(numerics.count - 1)
  }

  private func setFloors(of exact: ValidationProgram.ExactNumeric, in result: inout ProgramNumeric) {
    // A fraction above a whole bound has a whole part of at least the bound, exclusive or not.
    for bound in [exact.minimum, exact.exclusiveMinimum] {
      guard let bound else { continue }
      guard let whole = bound.int else { return result.decidesFractions = false }
      result.lowestFloor = max(result.lowestFloor, whole)
    }
    for bound in [exact.maximum, exact.exclusiveMaximum] {
      guard let bound else { continue }
      guard let whole = bound.int, whole > .min else { return result.decidesFractions = false }
      result.highestFloor = min(result.highestFloor, whole - 1)
    }
  }

  private func setDivisor(_ divisor: Decimal?, in result: inout ProgramNumeric) {
    guard let divisor else { return }
    let scale = max(0, -divisor.exponent)
    let scaled = divisor.multiplied(by: Decimal(isNegative: false, word: 1, exponent: scale))
    guard scale <= TapeView.digitLimit, let whole = scaled?.int, whole > 0, whole < 1 << 59 else {
      result.decidesFractions = false
      result.decidesWholes = false
      return
    }
    result.divisor = whole
    result.divisorScale = scale
  }

  private static func clamped(_ decimal: Decimal, after: Bool = false, before: Bool = false) -> Int {
    guard let value = decimal.int, value != .max, value != .min else {
      return decimal.isNegative ? .min : .max
    }
    return value + (after ? 1 : 0) - (before ? 1 : 0)
  }

  mutating func compile(_ string: StringKeywords) -> Int32 {
    var result = ProgramString(minLength: string.minLength ?? 0, maxLength: string.maxLength ?? .max)
    if let pattern = string.pattern { result.pattern = number(of: pattern) }
    if string.unreadPattern != nil { result.pattern = ProgramString.unreadPattern }
    if string.formatAsserts, let name = string.format, let format = Format(named: name) {
      result.format = Int32(formats.count)
      formats.append(format)
    }
    strings.append(result)
    return Int32(strings.count - 1)
  }

  /// The place of a pattern among those of the program; equal ones exist once.
  mutating func number(of pattern: Pattern) -> Int32 {
    if let known = patternNumbers[ExactString(pattern.source)] { return known }
    let number = Int32(patterns.count)
    patterns.append(pattern)
    patternNumbers[ExactString(pattern.source)] = number
    return number
  }
}
