import HandoffSchema
import Testing

/// Pairs on which comparers of schemas are known to go wrong.
@Suite("Inclusion traps")
struct InclusionTrapTests {
  struct Pair: CustomTestStringConvertible {
    var name: String
    var producer: JSONValue
    var consumer: JSONValue
    var isIncluded: Bool
    var testDescription: String { name }

    init(_ name: String, _ producer: JSONValue, in consumer: JSONValue, _ isIncluded: Bool) {
      self.name = name
      self.producer = producer
      self.consumer = consumer
      self.isIncluded = isIncluded
    }
  }

  static let tree: JSONValue = [
    "type": "object", "required": ["left"],
    "properties": ["left": ["anyOf": [["type": "null"], ["$ref": "#"]]]],
  ]

  static let pairs: [Pair] = [
    Pair("different required members", ["required": ["foo"]], in: ["required": ["bar"]], false),
    Pair(
      "a short witness beside an automaton that is too large", ["pattern": "^[a-y]*$"],
      in: ["pattern": "^[a-z]{1,5000}$"], false),
    Pair("required members on objects only", ["type": "string"], in: ["required": ["bar"]], true),
    Pair(
      "a recursive schema in itself through another root", tree,
      in: ["$ref": "#/$defs/tree", "$defs": ["tree": tree.replacingRoot(with: "#/$defs/tree")]], true),
    Pair(
      "anyOf in oneOf with overlapping branches", ["anyOf": [["type": "integer"], ["minimum": 2]]],
      in: ["oneOf": [["type": "integer"], ["minimum": 2]]], false),
    Pair(
      "anyOf in oneOf with branches apart", ["anyOf": [["type": "integer"], ["type": "string"]]],
      in: ["oneOf": [["type": "integer"], ["type": "string"]]], true),
    Pair(
      "an added oneOf branch that overlaps", ["oneOf": [["type": "integer"]]],
      in: ["oneOf": [["type": "integer"], ["type": "number"]]], false),
    Pair(
      "an added oneOf branch that does not", ["oneOf": [["type": "integer"]]],
      in: ["oneOf": [["type": "integer"], ["type": "string"]]], true),
    Pair(
      "an optional member added to an open object", ["type": "object"],
      in: ["type": "object", "properties": ["a": ["type": "string"]]], false),
    Pair("multiples of 3 are multiples of 0.3", ["multipleOf": 3], in: ["multipleOf": 0.3], true),
    Pair("multiples of 0.3 are not multiples of 3", ["multipleOf": 0.3], in: ["multipleOf": 3], false),
    Pair(
      "no integer, and yet a number", ["not": ["type": "integer"]], in: ["not": ["type": "number"]], false),
    Pair(
      "names of at least 5 and of at least 10", ["propertyNames": ["minLength": 5]],
      in: ["propertyNames": ["minLength": 10]], false),
    Pair(
      "names of at least 10 and of at least 5", ["propertyNames": ["minLength": 10]],
      in: ["propertyNames": ["minLength": 5]], true),
    Pair(
      "a string against a number in first place", ["type": "array", "prefixItems": [["type": "string"]]],
      in: ["type": "array", "prefixItems": [["type": "number"]]], false),
    Pair(
      "a required member of its own type admits nothing",
      ["type": "object", "required": ["a"], "properties": ["a": ["$ref": "#"]]], in: false, true),
    Pair(
      "two references at one location",
      [
        "$defs": [
          "a": ["anyOf": [["type": "null"], ["items": ["$ref": "#/$defs/b"]]]],
          "b": ["items": ["$ref": "#/$defs/a"]],
        ],
        "$ref": "#/$defs/a",
      ],
      in: ["items": ["items": ["items": true]]], true),
    Pair(
      "a set that is only empty while another is being searched",
      [
        "type": "object", "required": ["a", "b"],
        "properties": ["a": ["$ref": "#/$defs/outer"], "b": ["$ref": "#/$defs/inner"]],
        "$defs": [
          "outer": [
            "type": "object", "required": ["v"],
            "properties": [
              "v": ["anyOf": [["$ref": "#/$defs/inner"], ["type": "object", "maxProperties": 0]]]
            ],
          ],
          "inner": ["type": "object", "required": ["w"], "properties": ["w": ["$ref": "#/$defs/outer"]]],
        ],
      ], in: false, false),
    Pair(
      "references in circles at one location",
      [
        "$ref": "#/$defs/a",
        "$defs": ["a": ["items": ["$ref": "#/$defs/b"]], "b": ["items": ["$ref": "#/$defs/a"]]],
      ],
      in: ["items": ["items": ["type": "array"]]], false),
    Pair("other letters", ["type": "string", "pattern": "^b+$"], in: ["pattern": "^a+$"], false),
    Pair(
      "unique elements of a finite set", ["items": ["enum": [1, 2]], "uniqueItems": true, "type": "array"],
      in: ["maxItems": 2], true),
    Pair(
      "a bound beyond binary floats", ["minimum": 9_007_199_254_740_993],
      in: ["exclusiveMinimum": 9_007_199_254_740_992], true),
  ]

  @Test(arguments: pairs)
  func `a known trap is answered rightly, and a refusal shows a payload`(pair: Pair) throws {
    let producer = try Schema(pair.producer)
    let consumer = try Schema(pair.consumer)
    let verdict = producer.isIncluded(in: consumer)
    #expect(verdict.isIncluded == pair.isIncluded)
    if !pair.isIncluded {
      let witness = try #require(verdict.witness)
      #expect(producer.isValid(witness))
      #expect(!consumer.isValid(witness))
    }
  }
}

extension JSONValue {
  /// The value with every reference to the root turned into another.
  fileprivate func replacingRoot(with reference: String) -> JSONValue {
    switch self {
    case .string("#"): .string(reference)
    case .array(let items): .array(items.map { $0.replacingRoot(with: reference) })
    case .object(let members):
      .object(
        JSONObject(
          members.map { JSONObject.Member(key: $0.key, value: $0.value.replacingRoot(with: reference)) }))
    default: self
    }
  }
}
