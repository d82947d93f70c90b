/// Collects the fields of an object.
@resultBuilder
public enum FieldsBuilder {
  /// One statement.
  public static func buildExpression(_ field: Field) -> [Field] { [field] }
  /// Several at once, as a function of your own may return them.
  public static func buildExpression(_ fields: [Field]) -> [Field] { fields }
  /// Puts the statements of a block one after the other.
  public static func buildBlock(_ parts: [Field]...) -> [Field] { parts.flatMap(\.self) }
  /// An `if` without `else`.
  public static func buildOptional(_ part: [Field]?) -> [Field] { part ?? [] }
  /// The taken branch of an `if` or `switch`.
  public static func buildEither(first part: [Field]) -> [Field] { part }
  /// The other branch of an `if` or `switch`.
  public static func buildEither(second part: [Field]) -> [Field] { part }
  /// A `for` loop, all its turns.
  public static func buildArray(_ parts: [[Field]]) -> [Field] { parts.flatMap(\.self) }
  /// A branch of `if #available`.
  public static func buildLimitedAvailability(_ part: [Field]) -> [Field] { part }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Write Field(\"name\", shape); a bare string has no shape.")
  public static func buildExpression(_ name: String) -> [Field] { [] }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Write Field(\"name\", shape); a shape alone has no name.")
  public static func buildExpression(_ shape: Shape) -> [Field] { [] }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Fields stand directly in Output { … }; outputs do not nest.")
  public static func buildExpression(_ output: Output) -> [Field] { [] }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Write Field(\"name\", .output(of: contract)).")
  public static func buildExpression(_ contract: Contract) -> [Field] { [] }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "A failure stands beside Output { … } in Contract, not within it.")
  public static func buildExpression(_ failure: Failure) -> [Field] { [] }
}
