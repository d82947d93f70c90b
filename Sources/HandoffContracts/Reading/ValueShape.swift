internal import HandoffSchema

/// What a value of a manifest looks like, as a part of the JSON Schema of manifests.
struct ValueShape: Sendable {
  var json: JSONValue
  /// Where schemas stand in such a value.
  var schemas: [SchemaHosts.Site] = []

  static let text = ValueShape(json: ["type": "string"])
  static let texts = list(of: text)
  static let flag = ValueShape(json: ["type": "boolean"])
  static let pointer = ValueShape(json: ["type": "string", "pattern": "^(/([^~/]|~[01])*)*$"])
  /// A JSON Schema of any dialect; whether it compiles is for the reader to say.
  static let schema = ValueShape(json: ["type": ["object", "boolean"]], schemas: [SchemaHosts.Site()])
  /// `{"contract": NAME}` or a schema.
  static let acceptance = ValueShape(
    json: [
      "type": ["object", "boolean"],
      "if": ["required": ["contract"]],
      "then": ["properties": ["contract": ["type": "string"]], "maxProperties": 1],
    ], schemas: [SchemaHosts.Site(alternative: "contract")])

  /// A whole number.
  static func count(from least: Int = 1) -> ValueShape {
    ValueShape(json: ["type": "integer", "minimum": .number(JSONNumber(least))])
  }

  /// One of a few values.
  static func one(of values: [JSONValue]) -> ValueShape { ValueShape(json: ["enum": .array(values)]) }

  /// One of the words of a type.
  static func word<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type) -> ValueShape {
    one(of: type.allCases.map { .string($0.rawValue) })
  }

  static func list(of element: ValueShape, from least: Int = 0) -> ValueShape {
    var members: JSONObject = ["type": "array", "items": element.json]
    if least > 0 { members["minItems"] = .number(JSONNumber(least)) }
    return ValueShape(json: .object(members), schemas: element.schemas.map { $0.below(.any) })
  }

  /// An object whose names are free.
  static func named(_ value: ValueShape, names: ValueShape? = nil) -> ValueShape {
    var members: JSONObject = ["type": "object", "additionalProperties": value.json]
    members["propertyNames"] = names?.json
    return ValueShape(json: .object(members), schemas: value.schemas.map { $0.below(.any) })
  }

  static func any(of shapes: ValueShape...) -> ValueShape {
    ValueShape(json: ["anyOf": .array(shapes.map(\.json))], schemas: shapes.flatMap(\.schemas))
  }

  /// An object that is read by a table.
  static func object<Element>(_ members: [ManifestReader.Member<Element>]) -> ValueShape {
    var object: JSONObject = [
      "type": "object",
      "properties": .object(JSONObject(members.map { .init(key: $0.name, value: $0.shape.json) })),
    ]
    let required = members.filter(\.isRequired)
    if !required.isEmpty { object["required"] = .strings(required.map(\.name)) }
    object["patternProperties"] = ["^x-": true]
    object["additionalProperties"] = false
    return ValueShape(
      json: .object(object),
      schemas: members.flatMap { member in member.shape.schemas.map { $0.below(.name(member.name)) } })
  }

  /// An object whose only member is the one that is named.
  static func only(_ name: String, _ value: ValueShape) -> ValueShape {
    ValueShape(
      json: [
        "type": "object", "properties": .object([name: value.json]), "required": [.string(name)],
        "additionalProperties": false,
      ], schemas: value.schemas.map { $0.below(.name(name)) })
  }
}
