public import HandoffSchema

/// A set of payloads or of parts of them, in the words of the declaration.
///
/// A shape is sugar for a JSON Schema: every one is written as such into ``schema``, and ``schema(_:)`` takes
/// any JSON Schema as it is. Shapes are values and can be named with `let` and used many times.
public struct Shape: Sendable {
  /// The JSON Schema that the shape stands for.
  public var schema: JSONValue
  /// The contracts that it refers to and was given as values; the system takes them over.
  var attachedContracts: [Contract] = []
  /// What could not be taken, with pointers from the shape; see ``AgentSystem/problems``.
  package var builderProblems: [DeclarationProblem] = []

  /// Takes a JSON Schema as it is; the same as ``schema(_:)``.
  public init(schema: JSONValue) {
    self.schema = schema
  }

  /// Writes a schema around those of other shapes; what these bring along comes with it.
  init(schema: JSONValue, around parts: [(shape: Shape, path: [String])]) {
    self.schema = schema
    for part in parts {
      attachedContracts.attach(part.shape.attachedContracts)
      builderProblems += part.shape.problems(below: part.path, nil)
    }
  }

  /// What could not be taken, with pointers that begin with a path, each at least at a location.
  func problems(below path: [String], _ location: SourceLocation?) -> [DeclarationProblem] {
    builderProblems.map { problem in
      DeclarationProblem(
        reason: problem.reason, pointer: JSONPointer(tokens: path + problem.pointer.tokens),
        location: problem.location ?? location)
    }
  }
}

extension Shape: Hashable {
  /// Compares the schemas.
  public static func == (left: Self, right: Self) -> Bool { left.schema == right.schema }

  /// Feeds what equality compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(schema) }
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

  /// Whatever at least one of several shapes allows.
  public static func anyOf(_ shapes: Shape...) -> Shape { anyOf(shapes) }

  /// Whatever at least one of several shapes allows, for shapes that come from elsewhere.
  public static func anyOf(_ shapes: [Shape]) -> Shape {
    Shape(
      schema: ["anyOf": .array(shapes.map(\.schema))],
      around: shapes.enumerated().map { ($0.element, ["anyOf", String($0.offset)]) })
  }

  /// What a named definition of the system allows; see ``Definition``.
  public static func reference(_ definition: String) -> Shape {
    Shape(schema: ["$ref": .string(JSONPointer(tokens: ["$defs", definition]).fragment)])
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
  ///
  /// What is not written as an object with fields, such as the result of ``nullable()``, ``anything`` or a map, cannot
  /// be closed: a problem of the system.
  public func closed() -> Shape {
    guard namesItsMembers else {
      var copy = self
      copy.report(
        .missingElement("closed() needs an object with fields; write it directly behind them"), at: [])
      return copy
    }
    return setting("additionalProperties", false)
  }

  /// Whether the schema is that of an object whose members are named, and says nothing yet about others.
  private var namesItsMembers: Bool {
    guard case .object(let members) = schema else { return false }
    let others = members["additionalProperties"]
    return (members["type"] == "object" || members["properties"] != nil) && (others == nil || others == false)
  }

  func setting(_ keyword: String, _ value: JSONValue?) -> Shape {
    guard let value else { return self }
    guard case .object(var members) = schema else {
      // `true` is `{}`; `false` allows nothing whatever is added.
      guard schema == true else { return self }
      var copy = self
      copy.schema = .object([keyword: value])
      return copy
    }
    members[keyword] = value
    var copy = self
    copy.schema = .object(members)
    return copy
  }
}
