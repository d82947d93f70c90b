public import HandoffSchema

// Names and arguments that people try first. None can be used; each tells what to write.

extension Shape {
  /// The name is ``integer``.
  @available(*, unavailable, renamed: "integer", message: "Write .integer.")
  public static var int: Shape { .integer }

  /// The name is ``boolean``.
  @available(*, unavailable, renamed: "boolean", message: "Write .boolean.")
  public static var bool: Shape { .boolean }

  /// The name is ``number``.
  @available(*, unavailable, renamed: "number", message: "Write .number.")
  public static var double: Shape { .number }

  /// The name is ``number``.
  @available(*, unavailable, renamed: "number", message: "Write .number.")
  public static var float: Shape { .number }

  /// The name is ``number``.
  @available(*, unavailable, renamed: "number", message: "Write .number, or .number(0..., multipleOf: 0.01).")
  public static var decimal: Shape { .number }

  /// The name is ``string``.
  @available(*, unavailable, renamed: "string", message: "Write .string.")
  public static var text: Shape { .string }

  /// The name is ``uri``.
  @available(*, unavailable, renamed: "uri", message: "Write .uri.")
  public static var url: Shape { .uri }

  /// The name is ``dateTime``.
  @available(*, unavailable, renamed: "dateTime", message: "Write .dateTime.")
  public static var datetime: Shape { .dateTime }

  /// The name is ``dateTime``.
  @available(*, unavailable, renamed: "dateTime", message: "Write .dateTime.")
  public static var timestamp: Shape { .dateTime }

  /// The name is ``anything``.
  @available(*, unavailable, renamed: "anything", message: "Write .anything.")
  public static var any: Shape { .anything }

  /// An object has fields: write `.object { Field("name", shape) }`.
  @available(
    *, unavailable, message: "Write .object { Field(\"name\", shape) }, or .map(of: shape) for free names."
  )
  public static var object: Shape { .anything }

  /// An array has elements: write `.array(of: shape)`.
  @available(*, unavailable, message: "Write .array(of: shape).")
  public static var array: Shape { .anything }

  /// The label is missing: write `.array(of: shape)`.
  @available(*, unavailable, message: "Write .array(of: shape).")
  public static func array(_ element: Shape) -> Shape { element }

  /// The name is `array(of:)`.
  @available(*, unavailable, message: "Write .array(of: shape).")
  public static func list(of element: Shape) -> Shape { element }

  /// The name is `map(of:)`.
  @available(*, unavailable, message: "Write .map(of: shape); the names are texts.")
  public static func dictionary(of value: Shape) -> Shape { value }

  /// The name is `oneOf(…)`.
  @available(*, unavailable, message: "Write .oneOf(\"a\", \"b\").")
  public static func `enum`(_ texts: String...) -> Shape { .string }

  /// A choice has values: write `.oneOf("a", "b")`.
  @available(*, unavailable, message: "A choice has values: write .oneOf(\"a\", \"b\").")
  public static func oneOf() -> Shape { .anything }

  /// Shapes are joined by `anyOf`; `oneOf` takes values.
  @available(*, unavailable, message: "Write .anyOf(shape, shape); oneOf takes values.")
  public static func oneOf(_ shape: Shape, _ more: Shape...) -> Shape { .anything }

  /// The range is the length of a text: write `.string(length: 1...200)`.
  @available(*, unavailable, message: "Write .string(length: 1...200).")
  public static func string(_ length: some RangeExpression<Int>) -> Shape { .string }

  /// The text is a pattern: write `.string(pattern: "…")`.
  @available(*, unavailable, message: "Write .string(pattern: \"…\") or .string(format: \"…\").")
  public static func string(_ text: String) -> Shape { .string }

  /// Bounds are a range: write `.string(length: 1...200)`.
  @available(
    *, unavailable,
    message: "Write .string(length: 1...200), .string(length: 1...) or .string(length: ...200)."
  )
  public static func string(minLength: Int? = nil, maxLength: Int? = nil) -> Shape { .string }

  /// Bounds are a range: write `.integer(1...60)`.
  @available(*, unavailable, message: "Write .integer(1...60), .integer(1...) or .integer(...60).")
  public static func integer(min: Int? = nil, max: Int? = nil) -> Shape { .integer }

  /// Bounds are a range: write `.number(0...1)`.
  @available(*, unavailable, message: "Write .number(0...1), .number(0...) or .number(...1).")
  public static func number(min: Double? = nil, max: Double? = nil) -> Shape { .number }

  /// Fields are optional, shapes are not: write `Field("name", shape).optional()`.
  @available(
    *, unavailable, message: "A field is optional, not its shape: write Field(\"name\", shape).optional()."
  )
  public func optional() -> Shape { self }

  /// Fields are optional, shapes are not: write `Field("name", shape).optional()`.
  @available(
    *, unavailable, message: "A field is optional, not its shape: write Field(\"name\", shape).optional()."
  )
  public static func optional(_ shape: Shape) -> Shape { shape }

  /// Fields have defaults, shapes have none: write `Field("name", shape).defaulting(to: value)`.
  @available(
    *, unavailable,
    message: "A field has a default, not its shape: write Field(\"name\", shape).defaulting(to: value)."
  )
  public func defaulting(to value: JSONValue) -> Shape { self }
}
