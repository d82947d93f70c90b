public import HandoffSchema

/// Small inputs of the kinds that once took too long, or too much memory, for their size.
public enum HostileInput {
  /// A contract of one integer member.
  public static let plainOutput: JSONValue = [
    "type": "object", "properties": ["n": ["type": "integer"]], "required": ["n"],
  ]

  /// Two agents and a handoff between them.
  ///
  /// - Parameters:
  ///   - output: What the first promises and the second accepts.
  ///   - definitions: The manifest's `$defs`.
  ///   - failures: The failures of the contract.
  ///   - handoffs: The handoffs.
  ///   - selection: How handoffs are selected.
  /// - Returns: A manifest.
  public static func system(
    output: JSONValue = plainOutput, definitions: JSONObject = [:], failures: JSONObject = [:],
    handoffs: [JSONValue] = [["from": "a", "to": "b"]], selection: JSONValue = "choice"
  ) -> JSONValue {
    [
      "handoffSystem": 1, "name": "s", "entry": "a", "selection": selection,
      "contracts": ["c": ["version": "1.0.0", "output": output, "failures": .object(failures)]],
      "agents": ["a": ["produces": "c"], "b": ["accepts": ["contract": "c"], "finishes": true]],
      "handoffs": .array(handoffs), "$defs": .object(definitions),
    ]
  }

  /// Both branches of a union lead back to it, so that trying them doubles the work at each level of a payload.
  public static let circularUnion: JSONValue = [
    "anyOf": [
      ["items": ["$ref": "#"], "type": "array"], ["type": "array", "items": ["$ref": "#"], "minItems": 1],
    ]
  ]

  /// A number in arrays within each other.
  public static func nestedArrays(depth: Int) -> JSONValue {
    (0..<depth).reduce(1) { inner, _ in [inner] }
  }

  /// Objects that require two members of the next level: the smallest payload doubles at each level.
  public static func doublingDefinitions(levels: Int) -> JSONObject {
    var definitions = JSONObject()
    for level in 0..<levels {
      let next: JSONValue = ["$ref": .string("#/$defs/d\(level + 1)")]
      definitions["d\(level)"] = [
        "type": "object", "properties": ["a": next, "b": next], "required": ["a", "b"],
      ]
    }
    definitions["d\(levels)"] = ["type": "integer"]
    return definitions
  }

  /// Definitions of which each is the next one.
  public static func chainOfDefinitions(_ count: Int) -> JSONObject {
    var definitions = JSONObject()
    for index in 1..<count { definitions["d\(index - 1)"] = ["$ref": .string("#/$defs/d\(index)")] }
    definitions["d\(count - 1)"] = true
    return definitions
  }

  /// A text of thousands of letters of any script.
  public static let manyLetters: JSONValue = ["type": "string", "pattern": #"^\p{L}{5000}\p{Lu}*$"#]

  /// Forty different numbers out of twenty-one.
  public static let tooManyDifferent: JSONValue = [
    "type": "array", "uniqueItems": true, "minItems": 40, "maxItems": 40,
    "items": ["type": "integer", "minimum": 0, "maximum": 60, "multipleOf": 3],
    "contains": ["multipleOf": 7], "minContains": 2, "maxContains": 2,
  ]

  /// A definition, `t`, that no finite payload satisfies.
  public static let endlessDefinition: JSONObject = [
    "t": ["type": "object", "properties": ["a": ["$ref": "#/$defs/t"]], "required": ["a"]]
  ]

  /// A text that all of many patterns describe.
  public static func manyPatterns(_ count: Int) -> JSONValue {
    let patterns = (0..<count).map { number -> JSONValue in
      let letters = (number % 26, number / 26)
      func letter(_ index: Int) -> String { String(Unicode.Scalar(UInt8(0x61 + index))) }
      return ["pattern": .string("^.*\(letter(letters.0)).*\(letter(letters.1))")]
    }
    return ["type": "string", "allOf": .array(patterns)]
  }

  /// One of many constants.
  public static func manyConstants(_ count: Int) -> JSONValue {
    ["anyOf": .array((0..<count).map { ["const": .number(JSONNumber($0))] })]
  }

  /// Handoffs whose guards are ranges that overlap.
  public static func rangeGuards(_ count: Int) -> [JSONValue] {
    (0..<count).map { number in
      let range: JSONValue = [
        "minimum": .number(JSONNumber(number)), "maximum": .number(JSONNumber(2 * number + 3)),
      ]
      return ["from": "a", "to": "b", "when": ["properties": ["n": range]]]
    }
  }

  /// Handoffs that each list all of many failures.
  public static func failureLists(_ count: Int, handoffs: Int = 20) -> JSONValue {
    let kinds = (0..<count).map { "k\($0)" }
    var failures = JSONObject()
    for kind in kinds {
      failures[kind] = [
        "schema": [
          "type": "object", "properties": ["failure": ["const": .string(kind)]], "required": ["failure"],
        ]
      ]
    }
    let list: JSONValue = [
      "from": "a", "to": "b", "on": ["failure": .array(kinds.map { .string($0) })],
    ]
    return system(
      failures: failures, handoffs: [["from": "a", "to": "b"]] + Array(repeating: list, count: handoffs))
  }

  /// A union whose alternatives share two long lists of values, so that no member tells them apart.
  public static let sharedEnumerations: JSONValue = {
    let values = JSONValue.array((0..<4_096).map { .string("v\($0)") })
    let alternatives = (0..<8).map { index -> JSONValue in
      [
        "properties": ["a": ["enum": values], "b": ["enum": values]],
        "required": ["a", "b", .string("k\(index)")],
      ]
    }
    return ["type": "object", "anyOf": .array(alternatives)]
  }()
}
