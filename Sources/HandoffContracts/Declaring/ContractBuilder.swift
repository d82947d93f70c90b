/// Collects the output and the failure outputs of a contract.
@resultBuilder
public enum ContractBuilder {
  /// One statement.
  public static func buildExpression(_ element: any ContractElement) -> [any ContractElement] { [element] }
  /// Puts the statements of a block one after the other.
  public static func buildBlock(_ parts: [any ContractElement]...) -> [any ContractElement] {
    parts.flatMap(\.self)
  }
  /// An `if` without `else`.
  public static func buildOptional(_ part: [any ContractElement]?) -> [any ContractElement] { part ?? [] }
  /// The taken branch of an `if` or `switch`.
  public static func buildEither(first part: [any ContractElement]) -> [any ContractElement] { part }
  /// The other branch of an `if` or `switch`.
  public static func buildEither(second part: [any ContractElement]) -> [any ContractElement] { part }
  /// A `for` loop, all its turns.
  public static func buildArray(_ parts: [[any ContractElement]]) -> [any ContractElement] {
    parts.flatMap(\.self)
  }
  /// A branch of `if #available`.
  public static func buildLimitedAvailability(_ part: [any ContractElement]) -> [any ContractElement] { part }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Fields belong to the output: write Output { Field(\"name\", shape) }.")
  public static func buildExpression(_ field: Field) -> [any ContractElement] { [] }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Write Output(shape); a shape alone is neither output nor failure.")
  public static func buildExpression(_ shape: Shape) -> [any ContractElement] { [] }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "This belongs within Agent(\"name\") { … }, not within its contract.")
  public static func buildExpression(_ element: any AgentElement) -> [any ContractElement] { [] }

  /// A likely slip, with its remedy.
  @available(
    *, unavailable, message: "Write Failure(\"kind\", \"what it means\"); a bare string says neither."
  )
  public static func buildExpression(_ text: String) -> [any ContractElement] { [] }
}
