import HandoffSchema

/// Bytes as a row of choices, so that every input is a pair of schemas and a small change of it a small change of them.
struct SchemaChoices {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: some Sequence<UInt8>) {
    rest = Array(bytes)[...]
  }

  /// A choice below a bound; the first one where the input has ended.
  private mutating func pick(_ bound: Int) -> Int { Int(rest.popFirst() ?? 0) % bound }

  /// Two schemas, of which the second often is the first with one change.
  mutating func pair() -> (producer: JSONValue, consumer: JSONValue) {
    let kind = pick(4)
    let definitions: JSONValue = ["a": schema(1), "b": recursive()]
    let first = schema(3)
    let second =
      switch kind {
      case 0: schema(3)
      case 1: changed(first)
      case 2: joined(first, "allOf")
      default: joined(first, "anyOf")
      }
    let sides = [first, second].map { side -> JSONValue in
      guard case .object(var members) = side else { return side }
      members["$defs"] = definitions
      return .object(members)
    }
    return pick(2) == 0 ? (sides[0], sides[1]) : (sides[1], sides[0])
  }

  private mutating func joined(_ schema: JSONValue, _ keyword: String) -> JSONValue {
    .object([keyword: .array([schema, self.schema(2)])])
  }

  /// One keyword is taken away, or given anew.
  private mutating func changed(_ schema: JSONValue) -> JSONValue {
    guard case .object(var members) = schema, !members.isEmpty else { return self.schema(2) }
    if pick(2) == 0 {
      members[members.members[pick(members.count)].key] = nil
    } else {
      add(to: &members, 2)
    }
    return .object(members)
  }

  private mutating func recursive() -> JSONValue {
    switch pick(3) {
    case 0: ["properties": ["a": ["$ref": "#/$defs/b"]], "maxProperties": 3]
    case 1: ["type": "array", "items": ["$ref": "#/$defs/b"], "maxItems": 2]
    default:
      ["anyOf": [["type": "null"], ["type": "object", "additionalProperties": ["$ref": "#/$defs/b"]]]]
    }
  }

  private mutating func word() -> JSONValue { .string(name()) }
  private mutating func name() -> String { ["a", "b", "c", "ab", "é", ""][pick(6)] }
  private mutating func count() -> JSONValue { .number(JSONNumber(pick(5))) }

  private mutating func number() -> JSONValue {
    let literals = ["0", "1", "2", "-1", "1.0", "0.5", "3", "1e2", "12345678901234567890", "2.50"]
    return .number(JSONNumber(literal: literals[pick(literals.count)]) ?? JSONNumber(0))
  }

  private mutating func value(_ depth: Int) -> JSONValue {
    switch pick(depth > 0 ? 7 : 5) {
    case 0: .null
    case 1: .bool(pick(2) == 0)
    case 2, 3: number()
    case 4: word()
    case 5: .array((0..<pick(4)).map { _ in value(depth - 1) })
    default: .object(JSONObject((0..<pick(4)).map { _ in .init(key: name(), value: value(depth - 1)) }))
    }
  }

  private mutating func schema(_ depth: Int) -> JSONValue {
    switch pick(10) {
    case 0: return true
    case 1: return false
    default: break
    }
    var members = JSONObject()
    for _ in 0...pick(3) { add(to: &members, depth) }
    return .object(members)
  }

  private mutating func schemas(_ depth: Int) -> JSONValue {
    .array((0...pick(3)).map { _ in schema(depth - 1) })
  }

  private mutating func names() -> JSONValue {
    var names: [JSONValue] = []
    for _ in 0..<pick(3) {
      let name = word()
      if !names.contains(name) { names.append(name) }
    }
    return .array(names)
  }

  private mutating func add(to members: inout JSONObject, _ depth: Int) {
    let types: [JSONValue] = ["null", "boolean", "integer", "number", "string", "array", "object"]
    switch pick(depth > 0 ? 33 : 14) {
    case 0: members["type"] = types[pick(7)]
    case 1: members["type"] = .array([types[pick(3)], types[3 + pick(4)]])
    case 2: members["enum"] = .array((0...pick(5)).map { _ in value(1) })
    case 3: members["const"] = value(2)
    case 4: members[["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"][pick(4)]] = number()
    case 5: members["multipleOf"] = [1, 2, 0.5, 3, 0.01][pick(5)]
    case 6: members[["minLength", "maxLength"][pick(2)]] = count()
    case 7: members[["minItems", "maxItems", "minProperties", "maxProperties"][pick(4)]] = count()
    case 8: members["uniqueItems"] = .bool(pick(4) > 0)
    case 9: members["required"] = names()
    case 10: members["dependentRequired"] = .object(JSONObject([.init(key: name(), value: names())]))
    case 11: members["$ref"] = .string(["#/$defs/a", "#/$defs/b"][pick(2)])
    case 12: members["pattern"] = .string(["^a", "b", "^[a-c]*$", "^(?!ab)", "é|c", "(a)\\1"][pick(6)])
    case 13: members["format"] = .string(["date", "ipv4", "uuid", "unknown"][pick(4)])
    case 14, 15, 16:
      members["properties"] = .object(
        JSONObject((0...pick(3)).map { _ in .init(key: name(), value: schema(depth - 1)) }))
    case 17:
      let pattern = ["^a", "b$", "^(?!ab)", "(a)\\1"][pick(4)]
      members["patternProperties"] = .object(JSONObject([.init(key: pattern, value: schema(depth - 1))]))
    case 18: members["additionalProperties"] = schema(depth - 1)
    case 19: members["propertyNames"] = schema(depth - 1)
    case 20: members["items"] = schema(depth - 1)
    case 21: members["prefixItems"] = schemas(depth)
    case 22, 23:
      members["contains"] = schema(depth - 1)
      if pick(2) == 0 { members["minContains"] = count() }
      if pick(2) == 0 { members["maxContains"] = count() }
    case 24: members["allOf"] = schemas(depth)
    case 25: members["anyOf"] = schemas(depth)
    case 26: members["oneOf"] = schemas(depth)
    case 27: members["not"] = schema(depth - 1)
    case 28:
      members["if"] = schema(depth - 1)
      members["then"] = schema(depth - 1)
      members["else"] = schema(depth - 1)
    case 29: members["unevaluatedProperties"] = schema(depth - 1)
    case 30: members["unevaluatedItems"] = schema(depth - 1)
    case 31: members["dependentSchemas"] = .object(JSONObject([.init(key: name(), value: schema(depth - 1))]))
    default: add(to: &members, 0)
    }
  }
}
