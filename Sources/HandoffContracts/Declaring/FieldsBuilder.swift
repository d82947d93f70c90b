/// Collects the fields of an object.
@resultBuilder
public enum FieldsBuilder {
  public static func buildExpression(_ field: Field) -> [Field] { [field] }
  public static func buildExpression(_ fields: [Field]) -> [Field] { fields }
  public static func buildBlock(_ parts: [Field]...) -> [Field] { parts.flatMap(\.self) }
  public static func buildOptional(_ part: [Field]?) -> [Field] { part ?? [] }
  public static func buildEither(first part: [Field]) -> [Field] { part }
  public static func buildEither(second part: [Field]) -> [Field] { part }
  public static func buildArray(_ parts: [[Field]]) -> [Field] { parts.flatMap(\.self) }
  public static func buildLimitedAvailability(_ part: [Field]) -> [Field] { part }

  @available(*, unavailable, message: "Write Field(\"name\", shape); a bare string has no shape.")
  public static func buildExpression(_ name: String) -> [Field] { [] }

  @available(*, unavailable, message: "Write Field(\"name\", shape); a shape alone has no name.")
  public static func buildExpression(_ shape: Shape) -> [Field] { [] }

  @available(*, unavailable, message: "Fields stand directly in Output { … }; outputs do not nest.")
  public static func buildExpression(_ output: Output) -> [Field] { [] }

  @available(*, unavailable, message: "A failure stands beside Output { … } in Contract, not within it.")
  public static func buildExpression(_ failure: Failure) -> [Field] { [] }
}
