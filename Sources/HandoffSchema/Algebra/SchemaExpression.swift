/// A Boolean combination of schemas, itself a set of payloads.
public indirect enum SchemaExpression: Sendable {
  /// The payloads of one schema.
  case schema(Schema)
  /// The payloads that are in all of the sets; every payload where there are none.
  case allOf([SchemaExpression])
  /// The payloads that are in one of the sets or more; none where there are no sets.
  case anyOf([SchemaExpression])
  /// The payloads that are not in the set.
  case not(SchemaExpression)
}

extension SchemaExpression {
  /// Payloads of both sets.
  public static func && (left: Self, right: Self) -> Self { .allOf([left, right]) }
  /// Payloads of either set.
  public static func || (left: Self, right: Self) -> Self { .anyOf([left, right]) }
  /// Payloads outside of the set.
  public static prefix func ! (expression: Self) -> Self { .not(expression) }

  /// Says whether the payload is in the set.
  public func isValid(_ value: JSONValue) -> Bool {
    accepts(value) == true
  }

  /// The verdict of the validator, or `nil` where it met one of its caps.
  func accepts(_ value: JSONValue) -> Bool? {
    switch self {
    case .schema(let schema): return schema.verdict(on: value)
    case .allOf(let parts):
      var doubtful = false
      for part in parts {
        guard let accepted = part.accepts(value) else {
          doubtful = true
          continue
        }
        if !accepted { return false }
      }
      return doubtful ? nil : true
    case .anyOf(let parts): return SchemaExpression.allOf(parts.map { .not($0) }).accepts(value).map { !$0 }
    case .not(let part): return part.accepts(value).map { !$0 }
    }
  }
}
