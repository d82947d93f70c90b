import HandoffTestSupport
import Testing

@testable import HandoffSchema

/// A keyword that nobody can decide leaves open only what depends on it.
@Suite("Keywords that cannot be decided")
struct UndecidedTests {
  /// A pattern with a back-reference.
  private static let open: JSONValue = ["type": "string", "pattern": "^(a+)b\\1$"]

  private func keywords(_ schema: JSONValue, _ value: JSONValue) throws -> [String] {
    try Schema(schema).violations(in: value).map(\.keyword)
  }

  @Test func `the rest of the schema is checked, and the verdict says what it depends on`() throws {
    let schema: JSONValue = ["properties": ["a": Self.open, "n": ["type": "integer"]]]
    #expect(try keywords(schema, ["n": 1]) == [])
    #expect(try keywords(schema, ["a": 1]) == ["type"])
    #expect(try keywords(schema, ["a": "aba", "n": "x"]) == ["type"])
    #expect(try keywords(schema, ["a": "aba", "n": 1]) == ["undecided"])
    let found = try Schema(schema).violations(in: ["a": "aba"])
    #expect(found.map(\.instance.description) == ["/a"])
    #expect(found.map(\.allowed) == [#"text that is decided without the back-reference \1"#])
    #expect(try !Schema(schema).isValid(["a": "aba"]))
  }

  @Test func `a verdict that does not depend on it is given`() throws {
    #expect(try keywords(["anyOf": [Self.open, true]], "x") == [])
    #expect(try keywords(["anyOf": [Self.open, ["minLength": 2]]], "x") == ["undecided"])
    #expect(try keywords(["not": Self.open], "x") == ["undecided"])
    #expect(try keywords(["not": Self.open], 1) == [])
    #expect(try keywords(["oneOf": [Self.open, true, true]], "x") == ["oneOf"])
    #expect(try keywords(["oneOf": [Self.open, true]], "x") == ["undecided"])
    #expect(try keywords(["allOf": [Self.open, ["minLength": 2]]], "x") == ["minLength"])
    #expect(try keywords(["contains": Self.open], ["x", 1]) == ["undecided"])
    #expect(try keywords(["contains": Self.open, "minContains": 2], ["x", 1]) == ["minContains"])
    #expect(try keywords(["contains": Self.open, "minContains": 0], ["x", 1]) == [])
    #expect(try keywords(["if": Self.open, "then": false], "x") == ["undecided"])
    #expect(try keywords(["if": Self.open, "then": false], 1) == [])
  }

  @Test func `the keyword on which the verdict depends is named, and where it was asked`() throws {
    func places(_ schema: JSONValue, _ value: JSONValue) throws -> [String] {
      let schema = try Schema(schema)
      let found = schema.violations(in: value)
      #expect(found == schema.plainViolations(in: value))
      return found.map { "\($0.instance.description) \($0.keywordLocation.description)" }
    }
    // The first open keyword stands in an alternative that is refused anyway, the second one is what counts.
    let refused: JSONValue = ["anyOf": [["allOf": [Self.open, ["minLength": 5]]], ["maxLength": 3]]]
    #expect(
      try places(["properties": ["a": refused, "b": Self.open]], ["a": "x", "b": "aba"])
        == ["/b /properties/b/pattern"])
    #expect(try places(["contains": Self.open], [1, "x"]) == ["/1 /contains/pattern"])
    #expect(
      try places(["not": ["properties": ["a": Self.open]]], ["a": "x"])
        == ["/a /not/properties/a/pattern"])
    #expect(
      try places(["if": ["items": Self.open], "then": false], ["x"]) == ["/0 /if/items/pattern"])
    #expect(
      try places(["oneOf": [["minLength": 9], ["type": "integer"], Self.open]], "x")
        == [" /oneOf/2/pattern"])
  }

  private static let names: JSONValue = [
    "properties": ["x": ["type": ["integer", "null"]]],
    "patternProperties": ["(a)\\1": ["type": ["integer", "string"]]],
  ]

  @Test func `a name that may match a pattern leaves open only what depends on it`() throws {
    #expect(try keywords(Self.names, [:]) == [])
    #expect(try keywords(Self.names, ["aa": 1, "b": "text", "x": 1]) == [])
    #expect(try keywords(Self.names, ["aa": true]) == ["undecided"])
    #expect(try keywords(Self.names, ["b": true]) == ["undecided"])
    #expect(try keywords(Self.names, ["x": .null]) == ["undecided"])
    #expect(try keywords(Self.names, ["x": "text"]) == ["type"])
    #expect(try keywords(["not": Self.names], ["b": true]) == ["undecided"])
    #expect(try keywords(["not": Self.names], ["b": 1]) == ["not"])
    #expect(try keywords(["anyOf": [Self.names, true]], ["b": true]) == [])
  }

  @Test func `beside such a pattern the other members are refused where no answer allows them`() throws {
    guard case .object(var members) = Self.names else { return }
    members["additionalProperties"] = ["type": "boolean"]
    let schema = JSONValue.object(members)
    #expect(try keywords(schema, ["x": 1]) == [])
    // As a match a text is allowed, as any other name it is not.
    #expect(try keywords(schema, ["b": "text"]) == ["undecided"])
    #expect(try keywords(schema, ["b": true]) == ["undecided"])
    #expect(try !keywords(schema, ["b": .null]).contains("undecided"))
    #expect(try !Schema(schema).isValid(["b": .null]))
    // Which members are evaluated is out of reach.
    members["unevaluatedProperties"] = false
    #expect(throws: SchemaError.self) { try Schema(.object(members)) }
  }

  @Test func `a comparison tells what holds whichever names match`() throws {
    let named = try Schema(Self.names)
    #expect(named.isIncluded(in: try Schema(Self.names)).isIncluded)
    #expect(try Schema(["maxProperties": 0]).isIncluded(in: named).isIncluded)
    #expect(
      try Schema(["additionalProperties": ["type": "integer"]]).isIncluded(in: named).isIncluded)
    #expect(named.isIncluded(in: try Schema(["properties": ["x": ["type": ["number", "null"]]]])).isIncluded)
    #expect(
      try Schema(["required": ["x"], "properties": ["x": ["const": "a"]]]).isIncluded(in: named).witness
        != nil)
    for producer: JSONValue in [true, ["properties": ["b": ["type": "boolean"]], "required": ["b"]]] {
      let verdict = try Schema(producer).isIncluded(in: named)
      guard case .undecided(.unreadPattern, _) = verdict.outcome else {
        // A member "x" of a type that no answer allows tells them apart.
        #expect(verdict.witness?["x"] != nil || verdict.witness != nil && !verdict.isIncluded)
        continue
      }
    }
    // What one side's answers could be says nothing of the other's.
    let match: JSONValue = ["(a)\\1": ["type": "number"]]
    let wide = try Schema(["patternProperties": match, "additionalProperties": ["type": "integer"]])
    #expect(
      !wide.isIncluded(in: try Schema(["patternProperties": ["(a)\\1": ["type": "integer"]]])).isIncluded)
    // Which of its members a closed producer names is open too.
    let closed = ComparisonOptions(producerIsClosed: true)
    #expect(!named.isIncluded(in: try Schema(["maxProperties": 1]), options: closed).isIncluded)
  }

  /// What a schema says where the open keyword is taken as either answer, at each place for itself.
  @Test(arguments: 0..<6)
  func `no verdict is given that another reading of the keyword could change`(part: Int) throws {
    var decided = [0, 0, 0]
    for seed in part * 200..<(part + 1) * 200 {
      var source = RandomSchema(seed: UInt64(seed))
      // Every pattern is replaced; what it says is then true, false, or unknown.
      let json = source.document()
      let text = json.text()
      guard text.contains("\"pattern\":") else { continue }
      func schema(_ pattern: String) throws -> Schema? {
        try? Schema(
          JSONValue(
            parsing: text.replacing(/"pattern":\s*"(?:[^"\\]|\\.)*"/, with: "\"pattern\":\"\(pattern)\"")))
      }
      guard let yes = try schema(""), let no = try schema("^(?!)"), let open = try schema("(a)\\\\1") else {
        continue
      }
      for _ in 0..<8 {
        let value = source.instance()
        let keywords = open.violations(in: value).map(\.keyword)
        if keywords == ["undecided"] {
          decided[2] += 1
          continue
        }
        decided[keywords.isEmpty ? 1 : 0] += 1
        for reading in [yes, no] where reading.isValid(value) != keywords.isEmpty {
          Issue.record("\(json) on \(value): \(keywords)")
        }
      }
    }
    #expect(decided.allSatisfy { $0 > 20 }, "\(decided)")
  }

  @Test func `a comparison that depends on it is left open`() throws {
    let open = try Schema(Self.open)
    let text = try Schema(["type": "string"])
    #expect(open.isIncluded(in: text).isIncluded)
    guard case .undecided(.unreadPattern, _) = text.isIncluded(in: open).outcome else {
      Issue.record("\(text.isIncluded(in: open))")
      return
    }
  }
}
