internal import HandoffSchema

/// One member of an object: its name, its shape, and whether it has to be there.
public struct Field: Sendable {
  /// The member's name.
  public var name: String
  /// What its value may be.
  public var shape: Shape
  /// Whether the member may be missing; it must be there unless ``optional()`` says otherwise.
  public var isOptional = false
  /// Where the field was written.
  public var declaredAt: SourceLocation?

  /// Declares a member that must be there.
  public init(_ name: String, _ shape: Shape, fileID: String = #fileID, line: Int = #line) {
    self.name = name
    self.shape = shape
    declaredAt = SourceLocation(file: fileID, line: line)
  }

  /// A field has a shape: write `Field("name", .string)`.
  @available(*, unavailable, message: "A field has a shape: write Field(\"name\", .string).")
  public init(_ name: String) {
    self.init(name, .anything)
  }

  /// The same field, which may be missing.
  ///
  /// A value of `null` is something else; see ``Shape/nullable()``.
  public func optional() -> Field {
    var copy = self
    copy.isOptional = true
    return copy
  }

  /// The same field with words for people.
  public func described(_ text: String) -> Field {
    var copy = self
    copy.shape = shape.described(text)
    return copy
  }
}
