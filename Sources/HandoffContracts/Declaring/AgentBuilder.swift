/// Collects what an agent takes, gives and does.
@resultBuilder
public enum AgentBuilder {
  /// One statement.
  public static func buildExpression(_ element: any AgentElement) -> [any AgentElement] { [element] }
  /// Puts the statements of a block one after the other.
  public static func buildBlock(_ parts: [any AgentElement]...) -> [any AgentElement] {
    parts.flatMap(\.self)
  }
  /// An `if` without `else`.
  public static func buildOptional(_ part: [any AgentElement]?) -> [any AgentElement] { part ?? [] }
  /// The taken branch of an `if` or `switch`.
  public static func buildEither(first part: [any AgentElement]) -> [any AgentElement] { part }
  /// The other branch of an `if` or `switch`.
  public static func buildEither(second part: [any AgentElement]) -> [any AgentElement] { part }
  /// A `for` loop, all its turns.
  public static func buildArray(_ parts: [[any AgentElement]]) -> [any AgentElement] { parts.flatMap(\.self) }
  /// A branch of `if #available`.
  public static func buildLimitedAvailability(_ part: [any AgentElement]) -> [any AgentElement] { part }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Write Performs(\"…\") for the agent's task.")
  public static func buildExpression(_ text: String) -> [any AgentElement] { [] }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Write Performs(\"…\"); Task is Swift's own.")
  public static func buildExpression(_ task: Task<Never, Never>) -> [any AgentElement] { [] }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Write Accepts(contract) or Produces(contract).")
  public static func buildExpression(_ contract: Contract) -> [any AgentElement] { [] }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Write Accepts(shape).")
  public static func buildExpression(_ shape: Shape) -> [any AgentElement] { [] }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Fields belong to a shape: write Accepts { Field(\"name\", shape) }.")
  public static func buildExpression(_ field: Field) -> [any AgentElement] { [] }

  /// A likely slip, with its remedy.
  @available(
    *, unavailable, message: "This belongs within Contract(\"name\") { … }; write Produces(contract)."
  )
  public static func buildExpression(_ element: any ContractElement) -> [any AgentElement] { [] }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "This stands beside the agents in AgentSystem(\"…\") { … }.")
  public static func buildExpression(_ element: any SystemElement) -> [any AgentElement] { [] }

  /// A likely slip, with its remedy.
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
