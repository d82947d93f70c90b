public import HandoffSchema

/// A way of breaking a payload that the receiver of a handoff may accept.
public struct Tolerance: Sendable {
  /// The id of the mutation operator, such as `"extra-member"`; `docs/operators.md` lists them.
  public var operation: String
  /// Why it is accepted.
  public var because: String
  /// Members whose names begin with `x-`, kept as they were.
  public var extensions: JSONObject = [:]
  /// Where the tolerance was declared.
  public var declaredAt: SourceLocation?

  /// Makes a tolerance.
  public init(operation: String, because: String, declaredAt: SourceLocation? = nil) {
    self.operation = operation
    self.because = because
    self.declaredAt = declaredAt
  }
}

extension Tolerance: Equatable {
  /// Compares everything but where it was declared.
  public static func == (left: Self, right: Self) -> Bool {
    left.operation.hasSameCodePoints(as: right.operation)
      && left.because.hasSameCodePoints(as: right.because) && left.extensions == right.extensions
  }
}
