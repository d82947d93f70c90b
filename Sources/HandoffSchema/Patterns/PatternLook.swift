/// A look-ahead or look-behind.
package struct PatternLook: Sendable, Hashable {
  /// Where it looks.
  package enum Direction: Sendable, Hashable { case ahead, behind }

  /// Where it looks.
  package var direction: Direction
  /// Whether the body must not match there.
  package var isNegated: Bool
  /// What is looked for.
  package var body: PatternExpression

  /// A look-around from its parts.
  package init(direction: Direction, isNegated: Bool, body: PatternExpression) {
    self.direction = direction
    self.isNegated = isNegated
    self.body = body
  }
}
