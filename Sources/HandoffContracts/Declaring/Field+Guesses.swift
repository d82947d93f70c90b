public import HandoffSchema

// Arguments that people try first. None can be used; each tells what to write.

extension Field {
  /// A field has a shape: write `Field("name", .string)`.
  @available(*, unavailable, message: "A field has a shape: write Field(\"name\", .string).")
  public init(_ name: String) {
    self.init(name, .anything)
  }

  /// A shape is no text: write `Field("name", .string)`.
  @available(*, unavailable, message: "A shape is no text: write Field(\"name\", .string).")
  public init(_ name: String, _ type: String) {
    self.init(name, .anything)
  }

  /// A shape is no Swift type: write `Field("name", .string)` for `String`.
  @available(
    *, unavailable, message: "A shape is no Swift type: write .string, .integer, .number, .boolean, …."
  )
  public init(_ name: String, _ type: any Any.Type) {
    self.init(name, .anything)
  }

  /// A contract's output is a shape: write `Field("name", .output(of: contract))`.
  @available(*, unavailable, message: "Write Field(\"name\", .output(of: contract)).")
  public init(_ name: String, _ contract: Contract) {
    self.init(name, .anything)
  }

  /// The arguments have no labels: write `Field("name", .string)`.
  @available(*, unavailable, message: "The arguments have no labels: write Field(\"name\", .string).")
  public init(name: String, type shape: Shape) {
    self.init(name, shape)
  }

  /// The shape has no label: write `Field("name", .string)`.
  @available(*, unavailable, message: "The shape has no label: write Field(\"name\", .string).")
  public init(_ name: String, type shape: Shape) {
    self.init(name, shape)
  }

  /// A field is made optional behind it: write `Field("name", .string).optional()`.
  @available(*, unavailable, message: "Write Field(\"name\", .string).optional().")
  public init(_ name: String, _ shape: Shape, optional: Bool) {
    self.init(name, shape)
  }

  /// A field is required unless it is optional: write `Field("name", .string).optional()`.
  @available(
    *, unavailable, message: "A field is required unless you write Field(\"name\", .string).optional()."
  )
  public init(_ name: String, _ shape: Shape, required: Bool) {
    self.init(name, shape)
  }

  /// A default stands behind the field: write `Field("name", .string).defaulting(to: value)`.
  @available(*, unavailable, message: "Write Field(\"name\", .string).defaulting(to: value).")
  public init(_ name: String, _ shape: Shape, default value: JSONValue) {
    self.init(name, shape)
  }
}
