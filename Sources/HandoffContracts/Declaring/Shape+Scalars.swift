internal import HandoffSchema

extension Shape {
  /// Any text.
  public static var string: Shape { Shape(schema: ["type": "string"]) }

  /// A text.
  ///
  /// - `length`: The number of code points, such as `1...200` or `1...`.
  /// - `pattern`: A regular expression (ECMA-262) that matches somewhere in the text; anchor it with `^` and `$` to
  ///   match all of it.
  /// - `format`: A format that JSON Schema names, such as `date-time`. It informs; see ``SchemaOptions/formats``.
  public static func string(
    length: some RangeExpression<Int> = 0..., pattern: String? = nil, format: String? = nil
  ) -> Shape {
    let bounds = CountBounds(length)
    return string.setting("minLength", bounds.lower).setting("maxLength", bounds.upper)
      .setting("pattern", pattern.map { .string($0) }).setting("format", format.map { .string($0) })
  }

  /// Any whole number; `1.0` is one.
  public static var integer: Shape { Shape(schema: ["type": "integer"]) }

  /// A whole number within a range.
  public static func integer(_ range: some RangeExpression<Int>, multipleOf step: Int? = nil) -> Shape {
    var shape = integer
    let bounds = ends(of: range)
    shape = shape.setting("minimum", bounds.lower.map { .number(JSONNumber($0)) })
    let maximum = bounds.upper.map { JSONValue.number(JSONNumber($0)) }
    shape = shape.setting(bounds.isOpen ? "exclusiveMaximum" : "maximum", maximum)
    return shape.setting("multipleOf", step.map { .number(JSONNumber($0)) })
  }

  /// Any number.
  public static var number: Shape { Shape(schema: ["type": "number"]) }

  /// A number within a range; an infinite bound is no bound.
  ///
  /// For decimals that a `Double` cannot hold use
  /// ``schema(_:)``.
  public static func number(_ range: some RangeExpression<Double>, multipleOf step: Double? = nil) -> Shape {
    let bounds = ends(of: range)
    let maximum = bounds.upper.flatMap { JSONNumber($0) }.map { JSONValue.number($0) }
    return number.setting("minimum", bounds.lower.flatMap { JSONNumber($0) }.map { .number($0) })
      .setting(bounds.isOpen ? "exclusiveMaximum" : "maximum", maximum)
      .setting("multipleOf", step.flatMap { JSONNumber($0) }.map { .number($0) })
  }
}

/// The ends of a range of whole numbers from 0, as keywords count them; an end that says nothing is absent.
struct CountBounds {
  var lower: JSONValue?
  var upper: JSONValue?

  init(_ range: some RangeExpression<Int>) {
    let bounds = ends(of: range)
    lower = bounds.lower.flatMap { $0 == 0 ? nil : .number(JSONNumber($0)) }
    // `..<0` allows nothing; the subtraction cannot overflow for any other half-open range of counts.
    upper = bounds.upper.map { .number(JSONNumber(bounds.isOpen && $0 > Int.min ? $0 - 1 : $0)) }
  }
}

/// The ends of any of the standard library's ranges; `isOpen` where the upper one does not belong to it.
func ends<Bound: Comparable>(
  of range: some RangeExpression<Bound>
) -> (lower: Bound?, upper: Bound?, isOpen: Bool) {
  switch range {
  case let range as ClosedRange<Bound>: (range.lowerBound, range.upperBound, false)
  case let range as Range<Bound>: (range.lowerBound, range.upperBound, true)
  case let range as PartialRangeFrom<Bound>: (range.lowerBound, nil, false)
  case let range as PartialRangeThrough<Bound>: (nil, range.upperBound, false)
  case let range as PartialRangeUpTo<Bound>: (nil, range.upperBound, true)
  default: preconditionFailure("Use one of the standard library's ranges, such as 1...9, 1... or ..<9.")
  }
}
