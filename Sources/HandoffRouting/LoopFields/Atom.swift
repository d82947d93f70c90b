import HandoffSchema

/// One class of values of a field that no guard tells apart.
enum Atom: Sendable, Hashable {
  /// The payload has nothing there.
  case absent
  /// This value alone.
  case value(JSONValue)
  /// The whole numbers strictly between two bounds; an absent bound is none.
  case integers(above: Decimal?, below: Decimal?)
  /// The other numbers strictly between two bounds.
  case fractions(above: Decimal?, below: Decimal?)
  /// Every text that no guard and no contract names.
  case otherText
  case array
  case object

  /// The types that a value of the class may have.
  var types: TypeSet {
    switch self {
    case .absent: []
    case .value(.null): .null
    case .value(.bool): .boolean
    case .value(.number(let number)): number.isInteger ? .integer : Self.fraction
    case .value(.string), .otherText: .string
    case .value(.array), .array: .array
    case .value(.object), .object: .object
    case .integers: .integer
    case .fractions: Self.fraction
    }
  }

  private static let fraction = TypeSet(rawValue: TypeSet.number.rawValue & ~TypeSet.integer.rawValue)

  /// The bounds of the numbers of the class, both strict unless they are equal; `nil` for what is no number.
  var span: (above: Decimal?, below: Decimal?)? {
    switch self {
    case .value(.number(let number)): (number.decimal, number.decimal)
    case .integers(let above, let below), .fractions(let above, let below): (above, below)
    default: nil
    }
  }

  var isUnboundedAbove: Bool {
    switch self {
    case .integers(_, let below), .fractions(_, let below): below == nil
    default: false
    }
  }

  /// A value of the class, as plain as can be.
  ///
  /// - Parameter taken: The texts that have a class of their own.
  /// - Returns: The value; `nil` where the class is that of nothing.
  func sample(apartFrom taken: Set<JSONValue>) -> JSONValue? {
    switch self {
    case .absent: return nil
    case .value(let value): return value
    case .integers(let above, let below): return Self.integer(above, below).map(Self.number)
    case .fractions(let above, let below): return Self.fraction(above, below).map(Self.number)
    case .otherText:
      var count = 0
      while true {
        let text = JSONValue.string(count == 0 ? "other" : "other \(count)")
        if !taken.contains(text) { return text }
        count += 1
      }
    case .array: return []
    case .object: return [:]
    }
  }

  private static func number(_ decimal: Decimal) -> JSONValue {
    if let int = decimal.int { return .number(JSONNumber(int)) }
    return JSONNumber(literal: decimal.literal).map { .number($0) } ?? 0
  }

  /// The whole number between two bounds that is next to the lower one, or to the upper one where there is no lower one.
  static func integer(_ above: Decimal?, _ below: Decimal?) -> Decimal? {
    guard let above else {
      guard let below else { return .zero }
      guard let upper = below.roundedUp(toMultipleOf: .one) else { return nil }
      return upper.subtracting(.one)
    }
    guard let next = above.roundedDown(toMultipleOf: .one)?.adding(.one) else { return nil }
    return below.map { next < $0 } ?? true ? next : nil
  }

  private static func fraction(_ above: Decimal?, _ below: Decimal?) -> Decimal? {
    let half = Decimal(isNegative: false, word: 5, exponent: -1)
    guard let above else {
      return below.map { $0.roundedUp(toMultipleOf: .one)?.subtracting(.one)?.subtracting(half) } ?? half
    }
    guard let below else { return above.roundedDown(toMultipleOf: .one)?.adding(.one)?.adding(half) }
    guard let middle = above.adding(below)?.multiplied(by: half) else { return nil }
    return middle.isInteger ? above.adding(middle)?.multiplied(by: half) : middle
  }
}
