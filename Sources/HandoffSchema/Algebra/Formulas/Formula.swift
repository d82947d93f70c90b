/// A Boolean formula over the constraints of one JSON type.
///
/// The number is a place in a ``FormulaArena``; its lowest bit says whether the formula there is negated, so
/// that negation costs nothing. Equal numbers mean equal formulas (hash-consing).
struct Formula: Hashable, Sendable, Comparable {
  let raw: Int32

  /// Holds for every value.
  static let always = Formula(raw: 0)
  /// Holds for no value.
  static let never = Formula(raw: 1)

  var index: Int { Int(raw >> 1) }
  var isNegated: Bool { raw & 1 == 1 }

  static prefix func ! (formula: Self) -> Self { Self(raw: formula.raw ^ 1) }
  static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
}

/// What stands at a place of the arena.
enum FormulaNode {
  case constant
  case conjunction([Formula])
  case atom(Atom)
}

/// One constraint on a value whose type is known; each has its dual in the negation.
enum Atom: Hashable {
  /// The number is below the bound, or equal to it where `orEqual` says so.
  case below(Decimal, orEqual: Bool)
  case multiple(of: Decimal)
  /// The number is one of these, which are sorted.
  case number(in: [Decimal])

  /// The string has fewer code points.
  case shorter(than: Int)
  case matches(Pattern)
  /// The string is in the format, where formats assert.
  case format(String)
  /// The string is one of these, which are sorted.
  case string(in: [ExactString])

  case fewerItems(than: Int)
  /// The element at the place, where there is one, is in the shape.
  case item(at: Int, in: Shape.ID)
  /// Fewer elements from the place on are in the shape.
  case fewerMatches(from: Int, of: Shape.ID, than: Int)
  case uniqueItems

  case fewerMembers(than: Int)
  /// Every member whose name satisfies the formula has a value in the shape.
  case members(named: Formula, in: Shape.ID)

  /// The array or object is one of these.
  case value(in: [JSONValue])
  /// The component of a shape that was still being read when it was needed: recursion.
  case reference(Int, Shape.Component)
  /// A constraint that the algebra cannot look into; the number tells constraints apart.
  case opaque(Int)

  /// How many values it lists.
  var count: Int {
    switch self {
    case .number(let values): values.count
    case .string(let values): values.count
    case .value(let values): values.count
    default: 0
    }
  }
}
