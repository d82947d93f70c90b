/// Collects what an agent takes, gives and does.
@resultBuilder
public enum AgentBuilder {
  public static func buildExpression(_ element: any AgentElement) -> [any AgentElement] { [element] }
  public static func buildBlock(_ parts: [any AgentElement]...) -> [any AgentElement] {
    parts.flatMap(\.self)
  }
  public static func buildOptional(_ part: [any AgentElement]?) -> [any AgentElement] { part ?? [] }
  public static func buildEither(first part: [any AgentElement]) -> [any AgentElement] { part }
  public static func buildEither(second part: [any AgentElement]) -> [any AgentElement] { part }
  public static func buildArray(_ parts: [[any AgentElement]]) -> [any AgentElement] { parts.flatMap(\.self) }
  public static func buildLimitedAvailability(_ part: [any AgentElement]) -> [any AgentElement] { part }

  @available(*, unavailable, message: "Write Performs(\"…\") for the agent's task.")
  public static func buildExpression(_ text: String) -> [any AgentElement] { [] }

  @available(*, unavailable, message: "Write Performs(\"…\"); Task is Swift's own.")
  public static func buildExpression(_ task: Task<Never, Never>) -> [any AgentElement] { [] }

  @available(*, unavailable, message: "Write Accepts(contract) or Produces(contract).")
  public static func buildExpression(_ contract: Contract) -> [any AgentElement] { [] }

  @available(*, unavailable, message: "Write Accepts(shape).")
  public static func buildExpression(_ shape: Shape) -> [any AgentElement] { [] }

  @available(*, unavailable, message: "Handoffs stand beside the agents in AgentSystem(\"…\") { … }.")
  public static func buildExpression(_ handoff: Handoff) -> [any AgentElement] { [] }
}

extension Task where Success == Never, Failure == Never {
  /// An agent's task is declared with `Performs("…")`; `Task` is Swift's own.
  @available(*, unavailable, message: "Write Performs(\"…\"); Task is Swift's own.")
  public init(_ text: String) {
    preconditionFailure("This initialiser only explains itself to the compiler's user.")
  }
}
