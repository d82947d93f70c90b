/// The output of a contract: what an agent returns when it did its task.
public struct Output: ContractElement {
  /// What the output may be.
  public var shape: Shape
  /// Where the output was written.
  public var declaredAt: SourceLocation

  /// Declares an output that is an object with fields; see ``Shape/closed()`` for members beyond them.
  public init(
    fileID: String = #fileID, line: Int = #line, @FieldsBuilder _ fields: () -> [Field]
  ) {
    self.init(.object(fields: fields()), fileID: fileID, line: line)
  }

  /// Declares an output of any shape.
  public init(_ shape: Shape, fileID: String = #fileID, line: Int = #line) {
    self.shape = shape
    declaredAt = SourceLocation(file: fileID, line: line)
  }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Fields stand in braces: write Output { Field(\"name\", shape) }.")
  public init(_ fields: Field...) {
    self.init(.object(fields: fields))
  }

  /// The same output without members beyond the named ones.
  public func closed() -> Output {
    var copy = self
    copy.shape = shape.closed()
    return copy
  }

  /// Adds what the element says to a contract.
  public func apply(to contract: inout Contract) {
    contract.note(once: "Output", at: declaredAt, member: "output")
    contract.output = contract.take(shape, at: ["output"], declaredAt)
  }
}
