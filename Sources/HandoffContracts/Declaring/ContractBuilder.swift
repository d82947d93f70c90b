/// Collects the output and the failure outputs of a contract.
@resultBuilder
public enum ContractBuilder {
  public static func buildExpression(_ element: any ContractElement) -> [any ContractElement] { [element] }
  public static func buildBlock(_ parts: [any ContractElement]...) -> [any ContractElement] {
    parts.flatMap(\.self)
  }
  public static func buildOptional(_ part: [any ContractElement]?) -> [any ContractElement] { part ?? [] }
  public static func buildEither(first part: [any ContractElement]) -> [any ContractElement] { part }
  public static func buildEither(second part: [any ContractElement]) -> [any ContractElement] { part }
  public static func buildArray(_ parts: [[any ContractElement]]) -> [any ContractElement] {
    parts.flatMap(\.self)
  }
  public static func buildLimitedAvailability(_ part: [any ContractElement]) -> [any ContractElement] { part }

  @available(*, unavailable, message: "Fields belong to the output: write Output { Field(\"name\", shape) }.")
  public static func buildExpression(_ field: Field) -> [any ContractElement] { [] }

  @available(*, unavailable, message: "Write Output(shape); a shape alone is neither output nor failure.")
  public static func buildExpression(_ shape: Shape) -> [any ContractElement] { [] }

  @available(
    *, unavailable, message: "Write Failure(\"kind\", \"what it means\"); a bare string says neither."
  )
  public static func buildExpression(_ text: String) -> [any ContractElement] { [] }
}
