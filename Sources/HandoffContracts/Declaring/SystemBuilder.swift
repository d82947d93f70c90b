/// Collects the parts of an agent system.
@resultBuilder
public enum SystemBuilder {
  public static func buildExpression(_ element: any SystemElement) -> [any SystemElement] { [element] }
  public static func buildExpression(_ elements: [any SystemElement]) -> [any SystemElement] { elements }
  public static func buildBlock(_ parts: [any SystemElement]...) -> [any SystemElement] {
    parts.flatMap(\.self)
  }
  public static func buildOptional(_ part: [any SystemElement]?) -> [any SystemElement] { part ?? [] }
  public static func buildEither(first part: [any SystemElement]) -> [any SystemElement] { part }
  public static func buildEither(second part: [any SystemElement]) -> [any SystemElement] { part }
  public static func buildArray(_ parts: [[any SystemElement]]) -> [any SystemElement] {
    parts.flatMap(\.self)
  }
  public static func buildLimitedAvailability(_ part: [any SystemElement]) -> [any SystemElement] { part }

  @available(*, unavailable, message: "Write Agent(\"name\") { … }; a bare string declares nothing.")
  public static func buildExpression(_ name: String) -> [any SystemElement] { [] }

  @available(*, unavailable, message: "Write Definition(\"name\", shape), or use the shape where it belongs.")
  public static func buildExpression(_ shape: Shape) -> [any SystemElement] { [] }

  @available(*, unavailable, message: "This belongs within Agent(\"name\") { … }.")
  public static func buildExpression(_ element: any AgentElement) -> [any SystemElement] { [] }

  @available(*, unavailable, message: "This belongs within Contract(\"name\") { … }.")
  public static func buildExpression(_ element: any ContractElement) -> [any SystemElement] { [] }
}
