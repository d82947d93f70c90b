internal import HandoffSchema

extension Shape {
  /// An array whose elements are all of one shape.
  ///
  /// - `count`: The number of elements, such as `1...50` or `1...`.
  /// - `unique`: Whether no element may stand twice.
  public static func array(
    of element: Shape, count: some RangeExpression<Int> = 0..., unique: Bool = false
  ) -> Shape {
    let bounds = CountBounds(count)
    return Shape(schema: ["type": "array", "items": element.schema], around: [(element, ["items"])])
      .setting("minItems", bounds.lower).setting("maxItems", bounds.upper).setting(
        "uniqueItems", unique ? true : nil)
  }

  /// An object whose names are free and whose values are all of one shape.
  ///
  /// - `names`: The shape of the names; any text where absent.
  /// - `count`: The number of members.
  public static func map(
    of value: Shape, names: Shape? = nil, count: some RangeExpression<Int> = 0...
  ) -> Shape {
    let bounds = CountBounds(count)
    let schema: JSONValue = ["type": "object", "additionalProperties": value.schema]
    let parts = [(value, ["additionalProperties"])] + (names.map { [($0, ["propertyNames"])] } ?? [])
    return Shape(schema: schema, around: parts).setting("propertyNames", names?.schema).setting(
      "minProperties", bounds.lower
    )
    .setting("maxProperties", bounds.upper)
  }

  /// An object with named fields.
  ///
  /// It may have further members; see ``closed()``.
  public static func object(@FieldsBuilder _ fields: () -> [Field]) -> Shape {
    object(fields: fields())
  }

  /// An object with named fields, for fields that come from elsewhere than a builder.
  ///
  /// Two fields of one name are a problem of the system; the last one's shape counts.
  public static func object(fields: [Field]) -> Shape {
    var properties: JSONObject = [:]
    var required: JSONObject = [:]
    let shapes = fields.map(\.shapeWithDefault)
    for (field, shape) in zip(fields, shapes) {
      properties[field.name] = shape.schema
      required[field.name] = field.isOptional ? nil : .string(field.name)
    }
    var schema: JSONObject = ["type": "object"]
    if !properties.isEmpty { schema["properties"] = .object(properties) }
    if !required.isEmpty { schema["required"] = .array(required.map(\.value)) }
    var shape = Shape(
      schema: .object(schema),
      around: zip(fields, shapes).map { field, shape in
        (shape.located(field.declaredAt), ["properties", field.name])
      })
    shape.reportDuplicates(among: fields)
    return shape
  }

  private mutating func reportDuplicates(among fields: [Field]) {
    var first: [ExactString: Field] = [:]
    for field in fields {
      guard let earlier = first.updateValue(field, forKey: ExactString(field.name)) else { continue }
      first[ExactString(field.name)] = earlier
      builderProblems.append(
        DeclarationProblem(
          reason: .duplicate(.field, name: field.name, first: earlier.declaredAt),
          pointer: JSONPointer(tokens: ["properties", field.name]), location: field.declaredAt))
    }
  }

  /// The shape with a location for what could not be taken, where nobody said a nearer one.
  private func located(_ location: SourceLocation?) -> Shape {
    guard !builderProblems.isEmpty else { return self }
    var copy = self
    copy.builderProblems = problems(below: [], location)
    return copy
  }
}
