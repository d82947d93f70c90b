public import HandoffSchema

/// One member of an object: its name, its shape, and whether it has to be there.
public struct Field: Sendable {
  /// The member's name.
  public var name: String
  /// What its value may be.
  public var shape: Shape
  /// Whether the member may be missing; it must be there unless ``optional()`` says otherwise.
  public var isOptional = false
  /// What a missing member means; nothing where absent.
  public var defaultValue: JSONValue?
  /// Where the field was written.
  public var declaredAt: SourceLocation?

  /// Declares a member that must be there.
  public init(_ name: String, _ shape: Shape, fileID: String = #fileID, line: Int = #line) {
    self.name = name
    self.shape = shape
    declaredAt = SourceLocation(file: fileID, line: line)
  }

  /// Declares a member that must be there and is an object with fields of its own.
  ///
  /// It may have further members; see ``closed()``.
  public init(
    _ name: String, fileID: String = #fileID, line: Int = #line, @FieldsBuilder _ fields: () -> [Field]
  ) {
    self.init(name, .object(fields: fields()), fileID: fileID, line: line)
  }

  /// The same field, which may be missing.
  ///
  /// A value of `null` is something else; see ``Shape/nullable()``.
  public func optional() -> Field {
    var copy = self
    copy.isOptional = true
    return copy
  }

  /// The same field, which may be missing, and then means this value.
  ///
  /// The value stands in the schema as `default`: it tells the reader of the payload what to put in, and changes
  /// nothing about which payloads are allowed. One that the field's shape refuses is a problem of the system.
  public func defaulting(to value: JSONValue) -> Field {
    var copy = optional()
    copy.defaultValue = value
    return copy
  }

  /// The same field, which may be missing, and then means this text.
  public func defaulting(to text: String) -> Field { defaulting(to: .string(text)) }

  /// The same field, which may be missing, and then means this whole number.
  public func defaulting(to number: Int) -> Field { defaulting(to: .number(JSONNumber(number))) }

  /// The same field, which may be missing, and then means this boolean.
  public func defaulting(to flag: Bool) -> Field { defaulting(to: .bool(flag)) }

  /// The same field, which may be `null`; whether it may be missing is something else, see ``optional()``.
  public func nullable() -> Field {
    var copy = self
    copy.shape = shape.nullable()
    return copy
  }

  /// The same field, whose value is an object without members beyond those named; see ``Shape/closed()``.
  public func closed() -> Field {
    var copy = self
    copy.shape = shape.closed()
    return copy
  }

  /// The same field, of which a receiver may make nothing: that it is not read is no mistake.
  ///
  /// Stands in the schema as `"x-ignorable": true`, which changes nothing about which payloads are allowed.
  public func ignorable() -> Field {
    var copy = self
    copy.shape = shape.setting(JSONValue.ignorableKeyword, true)
    return copy
  }

  /// The same field with words for people.
  public func described(_ text: String) -> Field {
    var copy = self
    copy.shape = shape.described(text)
    return copy
  }

  /// The shape with the default, as it stands in an object; judged here, when all has been said about both.
  var shapeWithDefault: Shape {
    guard let defaultValue else { return shape }
    var whole = shape.setting("default", defaultValue)
    // A shape that refers to others is known only within its system; its default is not judged.
    // What a pattern decides that nobody can read is not held against it either.
    if let schema = try? Schema(shape.schema), schema.verdict(on: defaultValue) == false,
      let violation = schema.violations(in: defaultValue).first
    {
      whole.report(
        .wrongValue(found: "the default \(violation.found)", allowed: violation.allowed),
        at: ["default"] + violation.instance.tokens)
    }
    return whole
  }
}
