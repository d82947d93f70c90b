import HandoffSchema
import HandoffTestSupport

/// Random schemas in which almost everything decides what counts as evaluated.
struct RandomAnnotations {
  private var random: TestRandom
  private let isAboutObjects: Bool
  private let dialect: SchemaOptions.Dialect

  init(seed: UInt64, isAboutObjects: Bool, dialect: SchemaOptions.Dialect) {
    random = TestRandom(seed: seed)
    self.isAboutObjects = isAboutObjects
    self.dialect = dialect
  }

  /// A schema that leaves something unevaluated, or asks something of it.
  mutating func document() -> JSONValue {
    var root = JSONObject()
    for _ in 0...random.below(3) { apply(into: &root, depth: 3) }
    root[unevaluated] = random.below(4) == 0 ? ["type": "string"] : false
    if dialect == .draft2019 { root["$schema"] = "https://json-schema.org/draft/2019-09/schema" }
    root["$defs"] = ["d": inner(depth: 1, refers: false)]
    return .object(root)
  }

  /// Every small value of which such a schema says anything.
  static func values(areObjects: Bool) -> [JSONValue] {
    let choices: [JSONValue?] = [nil, 1, "x"]
    var values: [JSONValue] = []
    for first in choices {
      for second in choices {
        for third in choices {
          if areObjects {
            let members = zip(["a", "b", "c"], [first, second, third])
            values.append(
              .object(
                JSONObject(members.compactMap { key, value in value.map { .init(key: key, value: $0) } }))
            )
          } else {
            values.append(.array([first, second, third].compactMap(\.self)))
          }
        }
      }
    }
    return values
  }

  private var unevaluated: String { isAboutObjects ? "unevaluatedProperties" : "unevaluatedItems" }

  private mutating func name() -> String { ["a", "b", "c"][random.below(3)] }

  private mutating func inner(depth: Int, refers: Bool = true) -> JSONValue {
    var schema = JSONObject()
    for _ in 0...random.below(2) {
      if depth > 0, random.below(2) == 0 {
        apply(into: &schema, depth: depth, refers: refers)
      } else if isAboutObjects {
        describeMembers(in: &schema)
      } else {
        describeElements(in: &schema)
      }
    }
    if random.below(12) == 0 { schema[unevaluated] = [true, false, ["type": "integer"]][random.below(3)] }
    return .object(schema)
  }

  private mutating func part() -> JSONValue {
    [true, ["type": "integer"], ["type": "string"]][random.below(3)]
  }

  private mutating func describeMembers(in schema: inout JSONObject) {
    switch random.below(6) {
    case 0, 1, 2: schema["properties"] = .object([name(): part()])
    case 3: schema["patternProperties"] = .object([["^[ab]", "c", "."][random.below(3)]: part()])
    case 4: schema["required"] = .array([.string(name())])
    default: schema[["propertyNames", "additionalProperties"][random.below(2)]] = ["minLength": 1]
    }
  }

  private mutating func describeElements(in schema: inout JSONObject) {
    let list: JSONValue = .array((0...random.below(2)).map { _ in part() })
    switch random.below(6) {
    case 0, 1: schema[dialect == .draft2019 ? "items" : "prefixItems"] = list
    case 2, 3:
      schema["contains"] = part()
      if random.below(2) == 0 { schema["minContains"] = .number(JSONNumber(random.below(3))) }
    case 4: schema["minItems"] = .number(JSONNumber(random.below(3)))
    default: schema[dialect == .draft2019 ? "additionalItems" : "items"] = part()
    }
  }

  private mutating func apply(into schema: inout JSONObject, depth: Int, refers: Bool = true) {
    let schemas = (0...random.below(2)).map { _ in inner(depth: depth - 1, refers: refers) }
    switch random.below(8) {
    case 0: schema["allOf"] = .array(schemas)
    case 1: schema["anyOf"] = .array(schemas)
    case 2: schema["oneOf"] = .array(schemas)
    case 3: schema["not"] = inner(depth: depth - 1, refers: refers)
    case 4, 5:
      schema["if"] = inner(depth: depth - 1, refers: refers)
      if random.below(3) > 0 { schema["then"] = inner(depth: depth - 1, refers: refers) }
      if random.below(3) > 0 { schema["else"] = inner(depth: depth - 1, refers: refers) }
    case 6: if refers { schema["$ref"] = "#/$defs/d" }
    default: schema["dependentSchemas"] = .object([name(): inner(depth: depth - 1, refers: refers)])
    }
  }
}
