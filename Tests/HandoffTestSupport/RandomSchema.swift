public import HandoffSchema

/// Random JSON Schemas over few names and small values, so that random values often touch their keywords.
public struct RandomSchema {
  private var source: RandomJSON
  private let looksForAnnotations: Bool
  private var dialect = SchemaOptions.Dialect.draft2020

  /// Starts at a seed.
  ///
  /// - Parameters:
  ///   - seed: Where the choices come from.
  ///   - looksForAnnotations: True for the rarer keywords too, and more of those that depend on what others looked at.
  public init(seed: UInt64, looksForAnnotations: Bool = false) {
    source = RandomJSON(seed: seed)
    self.looksForAnnotations = looksForAnnotations
  }

  /// A schema document in a dialect, with `$defs` that its parts refer to; `dependencies` and `$recursiveRef` are among
  /// the rarer keywords.
  public mutating func document(in dialect: SchemaOptions.Dialect = .draft2020) -> JSONValue {
    self.dialect = dialect
    guard case .object(var root) = schema(depth: 3) else { return schema(depth: 0) }
    switch dialect {
    case .draft2020: break
    case .draft2019: root["$schema"] = "https://json-schema.org/draft/2019-09/schema"
    case .draft7: root["$schema"] = "http://json-schema.org/draft-07/schema#"
    case .draft6: root["$schema"] = "http://json-schema.org/draft-06/schema#"
    case .draft4: root["$schema"] = "http://json-schema.org/draft-04/schema#"
    }
    if looksForAnnotations, dialect == .draft2019, pick(2) == 0 { makeRecursive(&root) }
    // Definitions refer only to later ones or from within a member, so that every circle consumes something.
    root["$defs"] = ["a": schema(depth: 1, refers: false), "b": recursive()]
    if looksForAnnotations, dialect == .draft2020, pick(3) == 0 {
      // The outermost resource decides what the reference in the list means.
      root["$id"] = "https://example.com/root"
      root["$dynamicAnchor"] = "node"
      root["$defs"] = [
        "a": schema(depth: 1, refers: false), "b": recursive(),
        "list": ["$id": "list", "$dynamicAnchor": "node", "items": ["$dynamicRef": "#node"]],
      ]
      if pick(2) == 0 { root["properties"] = ["a": ["$ref": "list"]] }
    }
    return .object(root)
  }

  // The outermost resource decides what the reference in the other one means.
  private mutating func makeRecursive(_ root: inout JSONObject) {
    root["$id"] = "https://example.com/root"
    root["$recursiveAnchor"] = .bool(pick(4) > 0)
    let inner: JSONValue = [
      "$id": "inner", "$recursiveAnchor": .bool(pick(4) > 0), "items": ["$recursiveRef": "#"],
      "properties": ["b": ["$recursiveRef": "#"]],
    ]
    root["properties"] = ["a": inner, "c": schema(depth: 1, refers: false)]
  }

  /// A value that schemas of this kind talk about.
  public mutating func instance(depth: Int = 3) -> JSONValue {
    switch pick(depth > 0 ? 10 : 6) {
    case 0: .null
    case 1: .bool(pick(2) == 0)
    case 2, 3: number()
    case 4, 5: .string(word())
    case 6, 7: .array((0..<pick(5)).map { _ in instance(depth: depth - 1) })
    default:
      .object(JSONObject((0..<pick(5)).map { _ in .init(key: word(), value: instance(depth: depth - 1)) }))
    }
  }

  private mutating func pick(_ bound: Int) -> Int { source.random.below(bound) }

  private mutating func word() -> String {
    ["a", "b", "c", "ab", "é", "", "abcdefgh", "abcdefghi", "abcdefghabcdefghabcdefgh"][pick(9)]
  }

  private mutating func number() -> JSONValue {
    let literals = [
      "0", "1", "2", "3", "-1", "1.0", "0.5", "1e2", "1e400", "-0", "12345678901234567890", "2.50",
    ]
    return .number(JSONNumber(literal: literals[pick(literals.count)]) ?? JSONNumber(0))
  }

  private mutating func recursive() -> JSONValue {
    ["properties": ["a": ["$ref": "#/$defs/b"]], "items": ["$ref": "#/$defs/b"], "maxProperties": 3]
  }

  private mutating func schema(depth: Int, refers: Bool = true) -> JSONValue {
    if pick(12) == 0 { return .bool(pick(3) > 0) }
    var object = JSONObject()
    for _ in 0...pick(depth > 0 ? 3 : 2) { add(to: &object, depth: depth, refers: refers) }
    return .object(object)
  }

  private mutating func add(to object: inout JSONObject, depth: Int, refers: Bool) {
    let types: [JSONValue] = ["null", "boolean", "integer", "number", "string", "array", "object"]
    if looksForAnnotations, pick(3) == 0 { return addRarer(to: &object, depth: depth, refers: refers) }
    switch pick(depth > 0 ? 30 : 13) {
    case 0: object["type"] = types[pick(types.count)]
    case 1: object["type"] = .array([types[pick(3)], types[3 + pick(4)]])
    case 2: object["enum"] = .array((0...pick(12)).map { _ in instance(depth: 1) })
    case 3: object["const"] = instance(depth: 1)
    case 4: object[["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"][pick(4)]] = number()
    case 5: object["multipleOf"] = [1, 2, 0.5, 3, 0.01][pick(5)]
    case 6: object[["minLength", "maxLength"][pick(2)]] = .number(JSONNumber(pick(10)))
    case 7:
      object[["minItems", "maxItems", "minProperties", "maxProperties"][pick(4)]] = .number(
        JSONNumber(pick(4)))
    case 8: object["uniqueItems"] = .bool(pick(3) > 0)
    case 9: object["required"] = names()
    case 10: object["dependentRequired"] = .object([word(): names()])
    case 11: if refers { object["$ref"] = .string(["#/$defs/a", "#/$defs/b"][pick(2)]) }
    case 12: object["pattern"] = .string(["^a", "b", "^[a-c]*$", "^(?!ab)", "é|c"][pick(5)])
    case 13, 14, 15:
      object["properties"] = .object(
        JSONObject(
          (0...pick(4)).map { _ in .init(key: word(), value: schema(depth: depth - 1, refers: refers)) }))
    case 16:
      object["patternProperties"] = .object([["^a", "b$"][pick(2)]: schema(depth: depth - 1, refers: refers)])
    case 17: object["additionalProperties"] = schema(depth: depth - 1, refers: refers)
    case 18: object["propertyNames"] = schema(depth: depth - 1, refers: refers)
    case 19: object["items"] = schema(depth: depth - 1, refers: refers)
    case 20: object["prefixItems"] = schemas(depth, refers)
    case 21:
      object["contains"] = schema(depth: depth - 1, refers: refers)
      if pick(2) == 0 { object["minContains"] = .number(JSONNumber(pick(3))) }
      if pick(2) == 0 { object["maxContains"] = .number(JSONNumber(pick(3))) }
    case 22: object["allOf"] = schemas(depth, refers)
    case 23: object["anyOf"] = schemas(depth, refers)
    case 24: object["oneOf"] = schemas(depth, refers)
    case 25: object["not"] = schema(depth: depth - 1, refers: refers)
    case 26:
      object["if"] = schema(depth: depth - 1, refers: refers)
      object["then"] = schema(depth: depth - 1, refers: refers)
      object["else"] = schema(depth: depth - 1, refers: refers)
    case 27: object["unevaluatedProperties"] = schema(depth: depth - 1, refers: refers)
    case 28: object["unevaluatedItems"] = schema(depth: depth - 1, refers: refers)
    default: object["dependentSchemas"] = .object([word(): schema(depth: depth - 1, refers: refers)])
    }
  }

  private mutating func addRarer(to object: inout JSONObject, depth: Int, refers: Bool) {
    switch pick(depth > 0 ? dialect == .draft2020 ? 9 : 10 : 2) {
    case 9:
      let dependent = pick(2) == 0 ? names() : schema(depth: depth - 1, refers: refers)
      object["dependencies"] = .object([word(): dependent])
    case 0: object["format"] = .string(["date", "ipv4", "uuid", "unknown"][pick(4)])
    case 1: object["contentMediaType"] = "application/json"
    case 2: object["unevaluatedItems"] = [false, true, ["type": "integer"]][pick(3)]
    case 3: object["unevaluatedProperties"] = [false, true, ["type": "integer"]][pick(3)]
    case 4, 5:
      object["contains"] =
        [true, ["type": "integer"], ["type": ["string", "null"]], ["minimum": 2]][pick(4)]
      if pick(3) == 0 { object["minContains"] = .number(JSONNumber(pick(3))) }
    case 6:
      object["if"] = schema(depth: depth - 1, refers: refers)
      object[["then", "else"][pick(2)]] = schema(depth: depth - 1, refers: refers)
    case 7: object["prefixItems"] = schemas(depth, refers)
    default: object["allOf"] = schemas(depth, refers)
    }
  }

  private mutating func schemas(_ depth: Int, _ refers: Bool) -> JSONValue {
    .array((0...pick(3)).map { _ in schema(depth: depth - 1, refers: refers) })
  }

  private mutating func names() -> JSONValue {
    var names: [JSONValue] = []
    for _ in 0..<pick(3) {
      let name = JSONValue.string(word())
      if !names.contains(name) { names.append(name) }
    }
    return .array(names)
  }
}
