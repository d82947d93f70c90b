public import HandoffSchema

/// What was done to a payload to break it.
public struct Mutation: Sendable, Hashable {
  /// The way of breaking it.
  public var operation: MutationOperator
  /// The place that was changed.
  public var pointer: JSONPointer
  /// The value before; `nil` where there was none.
  public var was: JSONValue?
  /// The value after; `nil` where it was taken away.
  public var became: JSONValue?

  /// Makes a mutation.
  public init(operation: MutationOperator, pointer: JSONPointer, was: JSONValue?, became: JSONValue?) {
    self.operation = operation
    self.pointer = pointer
    self.was = was
    self.became = became
  }
}

extension Mutation: CustomStringConvertible {
  /// One line: the operator, the place, before and after.
  public var description: String {
    if operation.isOfSequences { return "\(operation.name): \(operation.summary)" }
    let place = pointer.tokens.isEmpty ? "(root)" : pointer.description
    let before = was.map { Excerpt.of($0) } ?? "nothing"
    let after = became.map { Excerpt.of($0) } ?? "nothing"
    return "\(operation.name) at \(place): \(before) became \(after)"
  }
}
