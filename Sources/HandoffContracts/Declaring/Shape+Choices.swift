public import HandoffSchema

// One value, or one of several. Literals choose the overload: texts, whole numbers and booleans each have their own, so
// that they need no import of JSON; what mixes them is taken as JSON.

extension Shape {
  /// Nothing but one text.
  public static func const(_ text: String) -> Shape { const(.string(text)) }

  /// Nothing but one whole number.
  public static func const(_ number: Int) -> Shape { const(.number(JSONNumber(number))) }

  /// Nothing but one boolean.
  public static func const(_ flag: Bool) -> Shape { const(.bool(flag)) }

  /// Nothing but one JSON value.
  public static func const(_ value: JSONValue) -> Shape { Shape(schema: ["const": value]) }

  /// One of several texts.
  public static func oneOf(_ text: String, _ more: String...) -> Shape { oneOf([text] + more) }

  /// One of several texts.
  public static func oneOf(_ texts: [String]) -> Shape { choice(of: texts.map { .string($0) }) }

  /// One of several whole numbers.
  public static func oneOf(_ number: Int, _ more: Int...) -> Shape { oneOf([number] + more) }

  /// One of several whole numbers.
  public static func oneOf(_ numbers: [Int]) -> Shape { choice(of: numbers.map { .number(JSONNumber($0)) }) }

  /// One of several booleans; `.oneOf(true)` allows nothing but `true`.
  public static func oneOf(_ flag: Bool, _ more: Bool...) -> Shape {
    choice(of: ([flag] + more).map { .bool($0) })
  }

  /// One of several JSON values, also of different types.
  public static func oneOf(_ value: JSONValue, _ more: JSONValue...) -> Shape { choice(of: [value] + more) }

  /// One of several JSON values, also of different types.
  public static func oneOf(_ values: [JSONValue]) -> Shape { choice(of: values) }

  /// One of the raw values of a Swift enumeration of texts.
  public static func oneOf<Word: CaseIterable & RawRepresentable<String>>(_ type: Word.Type) -> Shape {
    oneOf(type.allCases.map(\.rawValue))
  }

  /// One of the raw values of a Swift enumeration of whole numbers.
  public static func oneOf<Code: CaseIterable & RawRepresentable<Int>>(_ type: Code.Type) -> Shape {
    oneOf(type.allCases.map(\.rawValue))
  }

  private static func choice(of values: [JSONValue]) -> Shape {
    var shape = Shape(schema: ["enum": .array(values)])
    if values.isEmpty {
      shape.report(.missingElement("a choice needs at least one value: write .oneOf(…)"), at: [])
    }
    var seen: Set<JSONValue> = []
    for (index, value) in values.enumerated() where !seen.insert(value).inserted {
      shape.report(.repeatedElement(shown(value)), at: ["enum", String(index)])
    }
    return shape
  }

  mutating func report(_ reason: DeclarationProblem.Reason, at path: [String]) {
    builderProblems.append(DeclarationProblem(reason: reason, pointer: JSONPointer(tokens: path)))
  }
}
