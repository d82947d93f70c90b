/// Keywords for numbers.
struct ProgramNumeric: BitwiseCopyable {
  /// The bounds that whole numbers must keep, both inclusive.
  var lowestWhole = Int.min
  var highestWhole = Int.max
  /// The bounds that the whole part of a fraction must keep, both inclusive, where all bounds are whole.
  var lowestFloor = Int.min
  var highestFloor = Int.max
  /// `multipleOf` is `divisor` / 10^`divisorScale`; 0 where there is none.
  var divisor = 0
  var divisorScale = 0
  /// False where only the exact keywords can decide about a fraction, or about any number.
  var decidesFractions = true
  var decidesWholes = true
  /// The place of the exact keywords.
  var exact: Int32 = -1

  /// Bounds within which every number is accepted, whole or not; where there is a divisor they say nothing.
  var lowestSure: Int { max(lowestWhole, lowestFloor) }
  var highestSure: Int { min(highestWhole, highestFloor) }
}

extension ProgramCompiler {
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
}

extension ProgramRunner {
  mutating func checkNumber(_ number: Int, _ index: Int) -> Bool {
    let numeric = numerics + number
    let node = tape.nodes[index]
    if !node.flags.contains(.notPlainInteger), node.length <= TapeView.digitLimit,
      numeric.pointee.decidesWholes
    {
      // The common number: nothing but digits.
      let whole = tape.plainInteger(node)
      if whole < numeric.pointee.lowestWhole || whole > numeric.pointee.highestWhole { return false }
      return numeric.pointee.divisor == 0
        || isMultiple((whole, 0), numeric) ?? checkExactly(numeric, node)
    }
    return checkFraction(numeric, node)
  }

  @inline(never)
  private mutating func checkFraction(_ numeric: UnsafePointer<ProgramNumeric>, _ node: TapeNode) -> Bool {
    guard let value = tape.smallNumber(node) else { return checkExactly(numeric, node) }
    let power = table { $0.powers }[value.scale]
    // Dividing costs more than all the rest, and most numbers are well within their bounds.
    if numeric.pointee.divisor == 0, numeric.pointee.decidesWholes, numeric.pointee.decidesFractions,
      Self.isAtLeast(value.mantissa, numeric.pointee.lowestSure, power),
      Self.isAtMost(value.mantissa, numeric.pointee.highestSure, power)
    {
      return true
    }
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

  private static func isAtLeast(_ mantissa: Int, _ bound: Int, _ power: Int) -> Bool {
    let (product, overflow) = bound.multipliedReportingOverflow(by: power)
    return overflow ? bound < 0 : mantissa >= product
  }

  private static func isAtMost(_ mantissa: Int, _ bound: Int, _ power: Int) -> Bool {
    let (product, overflow) = bound.multipliedReportingOverflow(by: power)
    return overflow ? bound > 0 : mantissa <= product
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
    let powers = table { $0.powers }
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
    let exact = withProgram { $0.numerics[Int(numeric.pointee.exact)] }
    if let bound = exact.minimum, value < bound { return false }
    if let bound = exact.maximum, bound < value { return false }
    if let bound = exact.exclusiveMinimum, value <= bound { return false }
    if let bound = exact.exclusiveMaximum, bound <= value { return false }
    return exact.multipleOf.map { value.isMultiple(of: $0) } ?? true
  }

  /// Says whether a number that is spelled with a fraction or an exponent has no fractional part.
  @inline(never)
  mutating func isInteger(_ index: Int) -> Bool {
    if let small = tape.smallNumber(tape.nodes[index]) {
      return small.mantissa % table { $0.powers }[small.scale] == 0
    }
    return Decimal(literal: tape.bytes(of: tape.nodes[index])).isInteger
  }
}

extension TapeView {
  /// The most characters of a number that ``smallNumber(_:)`` reads.
  static var digitLimit: Int { 18 }

  /// A number of up to 18 characters, none of which is a point or an exponent.
  @inline(__always)
  func plainInteger(_ node: TapeNode) -> Int {
    var character = text + Int(node.offset)
    let end = character + Int(node.length)
    let isNegative = character.pointee == Byte.minus
    if isNegative { character += 1 }
    var value = 0
    while character < end {
      value = value &* 10 &+ Int(character.pointee &- 0x30)
      character += 1
    }
    return isNegative ? 0 &- value : value
  }

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
}

extension Evaluator {
  mutating func checkNumber(_ id: SchemaGraph.NodeID, _ number: JSONNumber, _ value: JSONValue) -> Bool {
    guard let numeric = nodes[id].numeric else { return true }
    let decimal = number.decimal
    var isValid = true
    if let divisor = numeric.exact.multipleOf, !decimal.isMultiple(of: divisor) {
      isValid = false
      if !isCollecting { return false }
      refuseNumber(id, "multipleOf", value, "a multiple of", numeric.multipleOf)
    }
    if let bound = numeric.exact.minimum, decimal < bound {
      isValid = false
      if !isCollecting { return false }
      refuseNumber(id, "minimum", value, "a number of at least", numeric.minimum)
    }
    if let bound = numeric.exact.maximum, bound < decimal {
      isValid = false
      if !isCollecting { return false }
      refuseNumber(id, "maximum", value, "a number of at most", numeric.maximum)
    }
    if let bound = numeric.exact.exclusiveMinimum, decimal <= bound {
      isValid = false
      if !isCollecting { return false }
      refuseNumber(id, "exclusiveMinimum", value, "a number greater than", numeric.exclusiveMinimum)
    }
    if let bound = numeric.exact.exclusiveMaximum, bound <= decimal {
      isValid = false
      if !isCollecting { return false }
      refuseNumber(id, "exclusiveMaximum", value, "a number less than", numeric.exclusiveMaximum)
    }
    return isValid
  }

  private mutating func refuseNumber(
    _ id: SchemaGraph.NodeID, _ keyword: String, _ value: JSONValue, _ relation: String, _ bound: JSONNumber?
  ) {
    let shown = bound.map { JSONValue.number($0).literal } ?? ""
    refuse(id, keyword, found: found(value), allowed: "\(relation) \(shown)")
  }
}
