public import HandoffSchema

/// A set of payloads or of parts of them, in the words of the declaration.
///
/// A shape is sugar for a JSON Schema: every one is written as such into ``schema``, and ``schema(_:)`` takes
/// any JSON Schema as it is. Shapes are values and can be named with `let` and used many times.
public struct Shape: Sendable, Hashable {
  /// The JSON Schema that the shape stands for.
  public var schema: JSONValue

  /// Takes a JSON Schema as it is; the same as ``schema(_:)``.
  public init(schema: JSONValue) {
    self.schema = schema
  }
}

extension Shape {
  /// Any JSON Schema, for what the other shapes do not say.
  public static func schema(_ schema: JSONValue) -> Shape { Shape(schema: schema) }

  /// Any value at all.
  public static var anything: Shape { Shape(schema: true) }

  /// `true` or `false`.
  public static var boolean: Shape { Shape(schema: ["type": "boolean"]) }

  /// Nothing but `null`.
  public static var null: Shape { Shape(schema: ["type": "null"]) }

  /// Nothing but one value.
  public static func const(_ value: JSONValue) -> Shape { Shape(schema: ["const": value]) }

  /// One of several texts.
  public static func oneOf(_ texts: String...) -> Shape { oneOf(texts) }

  /// One of several texts.
  public static func oneOf(_ texts: [String]) -> Shape { Shape(schema: ["enum": .strings(texts)]) }

  /// One of the raw values of a Swift enumeration.
  public static func oneOf<Word: CaseIterable & RawRepresentable<String>>(_ type: Word.Type) -> Shape {
    oneOf(type.allCases.map(\.rawValue))
  }

  /// Whatever at least one of several shapes allows.
  public static func anyOf(_ shapes: Shape...) -> Shape {
    Shape(schema: ["anyOf": .array(shapes.map(\.schema))])
  }

  /// What a named definition of the system allows; see ``Definition``.
  public static func reference(_ definition: String) -> Shape {
    Shape(schema: ["$ref": .string(JSONPointer(tokens: ["$defs", definition]).fragment)])
  }

  /// What a contract of the system promises as its output.
  public static func output(of contract: String) -> Shape {
    Shape(schema: ["$ref": .string(JSONPointer(tokens: ["contracts", contract, "output"]).fragment)])
  }
}

extension Shape {
  /// The same shape, or `null`.
  public func nullable() -> Shape { .anyOf(self, .null) }

  /// The same shape with words for people; they allow and refuse nothing.
  public func described(_ text: String) -> Shape { setting("description", .string(text)) }

  /// The same object without members beyond those named; without effect on values that are no objects.
  ///
  /// Objects are open unless they are closed, as in JSON Schema itself: a consumer that tolerates members it does
  /// not know keeps working when its producer learns to send more. Close an object where an unknown member is a
  /// mistake that must be noticed; every optional member added later is then a breaking change.
  public func closed() -> Shape { setting("additionalProperties", false) }

  func setting(_ keyword: String, _ value: JSONValue?) -> Shape {
    guard let value else { return self }
    guard case .object(var members) = schema else {
      // `true` is `{}`; `false` allows nothing whatever is added.
      return schema == true ? Shape(schema: .object([keyword: value])) : self
    }
    members[keyword] = value
    return Shape(schema: .object(members))
  }
}
