import HandoffSchema
import HandoffTestSupport

/// All objects with members of four names and three values, and random schemas that talk about them.
///
/// Schemas mention the first three names only, so that the last one stands for any other.
struct SmallObjects {
  static let names = ["a", "b", "c", "d"]
  /// The value of each name, 3 where the member is absent.
  typealias Code = [Int]

  static let codes: [Code] = (0..<256).map { [$0 & 3, $0 >> 2 & 3, $0 >> 4 & 3, $0 >> 6 & 3] }

  static func object(_ code: Code) -> JSONValue {
    .object(
      JSONObject(
        zip(names, code).filter { $0.1 < 3 }.map { .init(key: $0.0, value: .number(JSONNumber($0.1))) }))
  }

  static func payloads(of schema: Schema) -> [Code] {
    codes.filter { schema.isValid(object($0)) }
  }

  /// The two objects put together, or `nil` where they contradict each other.
  static func union(_ left: Code, _ right: Code) -> Code? {
    var result = left
    for index in left.indices where right[index] < 3 {
      if left[index] < 3, left[index] != right[index] { return nil }
      result[index] = right[index]
    }
    return result
  }

  /// What arises of one payload of each schema.
  static func merged(_ parts: [Schema]) -> Set<Code> {
    var result: Set<Code> = [[3, 3, 3, 3]]
    for part in parts {
      let payloads = payloads(of: part)
      var next: Set<Code> = []
      for left in result { for right in payloads { union(left, right).map { _ = next.insert($0) } } }
      result = next
    }
    return result
  }

  // MARK: - Schemas

  var random: TestRandom

  init(seed: UInt64) {
    random = TestRandom(seed: seed)
  }

  mutating func name() -> String { Self.names[random.below(3)] }

  mutating func value() -> JSONValue {
    switch random.below(6) {
    case 0: true
    case 1: false
    default:
      ["enum": .array((0..<3).filter { _ in random.below(2) == 0 }.map { .number(JSONNumber($0)) })]
    }
  }

  /// A schema that describes each member for itself.
  mutating func plain() -> JSONValue {
    var members = JSONObject()
    var required: [JSONValue] = []
    for name in Self.names.prefix(3) where random.below(3) > 0 {
      members[name] = value()
      if random.below(2) == 0 { required.append(.string(name)) }
    }
    var result: JSONObject = ["type": "object", "properties": .object(members), "required": .array(required)]
    switch random.below(4) {
    case 0: break
    case 1: result["additionalProperties"] = value()
    default: result["additionalProperties"] = false
    }
    switch random.below(12) {
    case 0: result["patternProperties"] = ["^[cd]": value()]
    case 1: result["propertyNames"] = ["pattern": "^[abd]$"]
    case 2: result["patternProperties"] = ["^[ad]": value()]
    default: break
    }
    return .object(result)
  }

  /// A schema with conditions between its members.
  mutating func conditional(depth: Int = 2) -> JSONValue {
    var result = JSONObject()
    if random.below(2) == 0, case .object(let plain) = plain() { result = plain }
    for _ in 0...random.below(2) {
      switch random.below(depth > 0 ? 17 : 8) {
      case 0: result["dependentRequired"] = .object([name(): [.string(name())]])
      case 1: result["minProperties"] = .number(JSONNumber(random.below(4)))
      case 2: result["maxProperties"] = .number(JSONNumber(random.below(4)))
      case 3:
        result["enum"] = .array(
          (0..<4).map { _ in
            let code = Self.codes[random.below(64)]
            return Self.object([code[0], code[1], code[2], 3])
          })
      case 4: result["const"] = Self.object([random.below(4), 3, random.below(4), 3])
      case 5: result["required"] = [.string(name())]
      case 6: result["unevaluatedProperties"] = random.below(2) == 0 ? false : value()
      case 7: result["additionalProperties"] = random.below(2) == 0 ? false : value()
      case 8, 9: result["anyOf"] = .array((0..<2).map { _ in conditional(depth: depth - 1) })
      case 10, 11: result["oneOf"] = .array((0..<2).map { _ in conditional(depth: depth - 1) })
      case 12: result["not"] = conditional(depth: depth - 1)
      case 13:
        result["if"] = conditional(depth: depth - 1)
        result["then"] = conditional(depth: depth - 1)
        result["else"] = conditional(depth: depth - 1)
      case 14: result["dependentSchemas"] = .object([name(): conditional(depth: depth - 1)])
      case 15: result["allOf"] = .array((0..<2).map { _ in conditional(depth: depth - 1) })
      default:
        // Unions with a member that tells the branches apart.
        result["oneOf"] = .array(
          (0..<2).map { index in
            [
              "properties": .object(["a": ["const": .number(JSONNumber(index))], name(): value()]),
              "required": ["a", .string(name())], "additionalProperties": false,
            ]
          })
        result["additionalProperties"] = nil
      }
    }
    return .object(result)
  }

  mutating func schema(_ kind: Int) -> Schema {
    while true {
      guard let schema = try? Schema(kind == 0 ? plain() : conditional()) else { continue }
      return random.below(3) == 0 ? schema.closed : schema
    }
  }
}
