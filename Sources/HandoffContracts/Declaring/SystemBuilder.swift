/// Collects the parts of an agent system.
@resultBuilder
public enum SystemBuilder {
  /// One statement.
  public static func buildExpression(_ element: any SystemElement) -> [any SystemElement] { [element] }
  /// Several at once, as a function of your own may return them.
  public static func buildExpression(_ elements: [any SystemElement]) -> [any SystemElement] { elements }
  /// Puts the statements of a block one after the other.
  public static func buildBlock(_ parts: [any SystemElement]...) -> [any SystemElement] {
    parts.flatMap(\.self)
  }
  /// An `if` without `else`.
  public static func buildOptional(_ part: [any SystemElement]?) -> [any SystemElement] { part ?? [] }
  /// The taken branch of an `if` or `switch`.
  public static func buildEither(first part: [any SystemElement]) -> [any SystemElement] { part }
  /// The other branch of an `if` or `switch`.
  public static func buildEither(second part: [any SystemElement]) -> [any SystemElement] { part }
  /// A `for` loop, all its turns.
  public static func buildArray(_ parts: [[any SystemElement]]) -> [any SystemElement] {
    parts.flatMap(\.self)
  }
  /// A branch of `if #available`.
  public static func buildLimitedAvailability(_ part: [any SystemElement]) -> [any SystemElement] { part }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Write Agent(\"name\") { … }; a bare string declares nothing.")
  public static func buildExpression(_ name: String) -> [any SystemElement] { [] }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Write Definition(\"name\", shape), or use the shape where it belongs.")
  public static func buildExpression(_ shape: Shape) -> [any SystemElement] { [] }

  /// A likely slip, with its remedy.
  @available(
    *, unavailable,
    message: "Fields belong to a shape: write Starts(with: .object { Field(\"name\", shape) })."
  )
  public static func buildExpression(_ field: Field) -> [any SystemElement] { [] }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "This belongs within Agent(\"name\") { … }.")
  public static func buildExpression(_ element: any AgentElement) -> [any SystemElement] { [] }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "This belongs within Contract(\"name\") { … }.")
  public static func buildExpression(_ element: any ContractElement) -> [any SystemElement] { [] }
}
