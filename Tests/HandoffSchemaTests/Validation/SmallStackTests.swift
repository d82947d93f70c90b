import HandoffSchema
import HandoffTestSupport
import Testing

/// What the deepest input that is accepted needs of a call stack, in this build.
@Suite("On a thread with a small stack")
struct SmallStackTests {
  private static let levels = JSONDocument.greatestDepthLimit

  private func expectSmallStack(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation, _ work: @escaping @Sendable () -> Bool
  ) {
    let (result, used) = StackMeter.measure(work)
    #expect(result, "\(what)", sourceLocation: sourceLocation)
    let allowed = StackMeter.smallStack - StackMeter.reserve
    #expect(used <= allowed, "\(what): \(used) bytes", sourceLocation: sourceLocation)
  }

  private static func nested(_ wrap: (JSONValue) -> JSONValue, _ depth: Int = levels) -> JSONValue {
    (0..<depth).reduce(1) { value, _ in wrap(value) }
  }

  private static let arrays = nested { [$0] }
  private static let objects = nested { ["a": $0] }

  @Test func `the meter sees a deep recursion`() {
    @Sendable func sum(_ depth: Int) -> Int { depth == 0 ? 0 : depth &+ sum(depth - 1) &* depth }
    let used = StackMeter.measure { sum(100_000) != 1 }.bytes
    #expect(used > 1_000_000)
  }

  @Test func `deep values are compared, hashed, written and released`() {
    for (value, twin) in [
      (Self.arrays, Self.nested { [$0] }), (Self.objects, Self.nested { ["a": $0] }),
    ] {
      expectSmallStack("==") { value == twin }
      expectSmallStack("hash") { value.hashValue == twin.hashValue }
      for style in [JSONStyle.compact, .pretty, .canonical] {
        expectSmallStack("\(style)") { !value.text(style).isEmpty }
      }
    }
    expectSmallStack("release") { Self.nested { [$0] } != 1 }
    expectSmallStack("release") { Self.nested({ ["a": [$0]] }, Self.levels / 2) != 1 }
  }

  @Test func `a text as deep as the cap is parsed, located and searched for repeated keys`() throws {
    for value in [Self.arrays, Self.objects] {
      let text = Array(value.text().utf8)
      expectSmallStack("parse") {
        guard let document = try? JSONDocument(parsing: text, depthLimit: Self.levels) else { return false }
        let step = value["a"] == nil ? "0" : "a"
        let pointer = JSONPointer(tokens: Array(repeating: step, count: Self.levels))
        return document.value == value && document.value(at: pointer) == 1 && document.duplicateKeys.isEmpty
          && document.locations(of: [pointer]).first?.value.offset == text.firstIndex(of: 0x31)
      }
    }
  }

  static let recursions: [(name: String, schema: JSONValue)] = [
    ("reference", ["properties": ["a": ["$ref": "#"]], "items": ["$ref": "#"]]),
    ("prefix", ["patternProperties": ["^a": ["$ref": "#"]], "prefixItems": [["$ref": "#"]]]),
    ("allOf", ["allOf": [["additionalProperties": ["$ref": "#"], "items": ["$ref": "#"]]]]),
    ("anyOf", ["anyOf": [false, ["additionalProperties": ["$ref": "#"], "items": ["$ref": "#"]]]]),
    ("oneOf", ["oneOf": [["additionalProperties": ["$ref": "#"], "items": ["$ref": "#"]], false]]),
    ("not", ["not": ["not": ["additionalProperties": ["$ref": "#"], "items": ["$ref": "#"]]]]),
    (
      "if", ["if": ["additionalProperties": ["$ref": "#"]], "then": ["items": ["$ref": "#"]], "else": false]
    ),
    ("unevaluated", ["unevaluatedProperties": ["$ref": "#"], "unevaluatedItems": ["$ref": "#"]]),
    (
      "marked",
      [
        "anyOf": [["properties": ["a": ["$ref": "#"]]], ["prefixItems": [["$ref": "#"]]]],
        "unevaluatedProperties": false, "unevaluatedItems": false,
      ]
    ),
    (
      "contains",
      ["contains": ["$ref": "#"], "dependentSchemas": ["a": ["properties": ["a": ["$ref": "#"]]]]]
    ),
    (
      "dynamic",
      [
        "$id": "https://example.com/a", "$dynamicAnchor": "n", "items": ["$dynamicRef": "#n"],
        "additionalProperties": ["$dynamicRef": "#n"], "unevaluatedProperties": ["$dynamicRef": "#n"],
        "$defs": ["z": ["$id": "z", "$dynamicAnchor": "n", "$dynamicRef": "#n"]],
      ]
    ),
  ]

  @Test(arguments: recursions)
  func `schemas that recurse validate the deepest values by both roads`(name: String, json: JSONValue) throws
  {
    let schema = try Schema(json)
    // The road over tapes recurses as far as its own cap, whatever a level costs it.
    for value in [Self.arrays, Self.objects, Self.nested({ [["a": $0]] }, Self.levels / 2)] {
      let document = try JSONDocument(parsing: Array(value.text().utf8), depthLimit: Self.levels)
      expectSmallStack("\(name), collecting") { schema.violations(in: value) == [] }
      expectSmallStack("\(name), verdict") { schema.isValid(value) }
      expectSmallStack("\(name), tape") { schema.isValid(document) }
    }
  }

  @Test func `the longest chains of schemas in place are applied`() throws {
    let depth = EvaluationLimits.inPlaceDepth - 2
    for keyword in ["allOf", "anyOf", "oneOf", "$ref"] {
      var definitions = JSONObject()
      for place in 0..<depth {
        let next: JSONValue = ["$ref": .string("#/$defs/\(place + 1)")]
        definitions["\(place)"] = keyword == "$ref" ? next : [keyword: [next]]
      }
      definitions["\(depth)"] = ["type": "array", "items": ["type": "null"]]
      let first = keyword == "$ref" ? 2 : depth / 2 + 2
      let json: JSONValue = ["$ref": .string("#/$defs/\(first)"), "$defs": .object(definitions)]
      let schema = try Schema(json)
      let document = try JSONDocument(parsing: Array("[null]".utf8))
      expectSmallStack("\(keyword), collecting") { !schema.isValid([1]) }
      expectSmallStack("\(keyword), tape") { schema.isValid(document) }
    }
  }

  @Test func `a schema nested to its cap is read, and a deeper one refused`() {
    for keyword in ["allOf", "anyOf", "not", "items", "if"] {
      func wrap(_ value: JSONValue) -> JSONValue {
        switch keyword {
        case "allOf", "anyOf": [keyword: [value]]
        default: [keyword: value]
        }
      }
      let isDoubled = ["allOf", "anyOf"].contains(keyword)
      let accepted = Self.nested({ wrap($0 == 1 ? true : $0) }, isDoubled ? 256 : 512)
      expectSmallStack("\(keyword), read") { (try? Schema(accepted)) != nil }
      let refused = Self.nested({ wrap($0 == 1 ? true : $0) }, 600)
      expectSmallStack("\(keyword), refused") { (try? Schema(refused)) == nil }
    }
  }

  @Test(arguments: ["(?:b|", "(?=a|", "(?!b|", "(?<=a|"])
  func `patterns nested to their cap are compiled, and deeper ones refused`(opening: String) {
    let depth = 150
    let closing = opening == "(?:b|" ? ")*" : ")"
    let source = String(repeating: opening, count: depth) + "a" + String(repeating: closing, count: depth)
    expectSmallStack("matching") { (try? Pattern(source).matches("aba")) != nil }
    expectSmallStack("language") { (try? Pattern(source).language()) != nil || true }
    let deeper = String(repeating: opening, count: 100_000)
    expectSmallStack("refused") { (try? Pattern(deeper)) == nil }
  }
}
