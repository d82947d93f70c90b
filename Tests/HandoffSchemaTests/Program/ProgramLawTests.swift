import Foundation
import HandoffTestSupport
import Testing

@testable import HandoffSchema

/// Both roads give one verdict, on everything.
@Suite("Validation over the tape")
struct ProgramLawTests {
  @Test(
    .enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped)),
    arguments: [
      ("draft2020-12", SchemaOptions.Dialect.draft2020), ("draft2019-09", .draft2019), ("draft7", .draft7),
      ("draft6", .draft6), ("draft4", .draft4), ("draft2020-12/optional", .draft2020),
    ])
  func `the official suite gets one verdict`(folder: String, dialect: SchemaOptions.Dialect) throws {
    var different: [String] = []
    for format in [SchemaOptions.FormatMode.annotation, .assertion] {
      let options = SchemaOptions(formats: format, dialect: dialect, resolver: { OfficialSuite.remotes[$0] })
      for test in try OfficialSuite.cases(in: folder) {
        guard let schema = try? Schema(test.schema, options: options) else { continue }
        let document = try JSONDocument(parsing: Array(test.data.text(.pretty).utf8))
        if schema.isValid(document) != schema.plainViolations(in: test.data).isEmpty {
          different.append(test.name)
        }
      }
    }
    #expect(different == [])
  }

  @Test(.enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped)))
  func `the pairs of the inclusion corpus get one verdict on their witnesses`() throws {
    let file = try #require(Corpora.folder).appendingPathComponent("inclusion/dev.jsonl")
    var different: [String] = []
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let pair = try JSONValue(parsing: String(line))
      guard let witness = pair["witness"] else { continue }
      let document = try JSONDocument(parsing: Array(witness.text().utf8))
      for side in ["producer", "consumer"] {
        guard let json = pair[side], let schema = try? Schema(json) else { continue }
        if schema.isValid(document) != schema.plainViolations(in: witness).isEmpty {
          different.append("\(side): \(json) on \(witness)")
        }
      }
    }
    #expect(different == [])
  }

  @Test(arguments: 0..<8)
  func `random schemas give one verdict on random values`(part: Int) throws {
    var accepted = 0
    var refused = 0
    for seed in part * 2500..<(part + 1) * 2500 {
      var source = RandomSchema(seed: UInt64(seed))
      let json = source.document()
      guard let schema = try? Schema(json) else { continue }
      for _ in 0..<8 {
        let value = source.instance()
        let document = try JSONDocument(parsing: Array(value.text().utf8))
        let found = schema.plainViolations(in: value)
        let expected = found.isEmpty
        if schema.isValid(document) != expected || schema.isValid(value) != expected {
          Issue.record("\(json) on \(value): \(expected) by the collecting road")
        }
        // What the fast road answers is left out, and nothing else.
        let pruned = schema.violations(in: document)
        if schema.hasTags {
          // Of tagged alternatives the one is explained that the tags mean, not the closest; the law below says more.
          if pruned.isEmpty != found.isEmpty {
            Issue.record("\(json) on \(value): \(pruned) and not \(found)")
          }
        } else if !ProgramLawTests.areAlike(pruned, found) {
          Issue.record("\(json) on \(value): \(pruned) and not \(found)")
        }
        if expected { accepted += 1 } else { refused += 1 }
      }
    }
    // The law says little where all values share one fate.
    #expect(accepted > 2000 && refused > 2000)
  }

  @Test func `unions told apart by tags give one verdict on random values, explained where they are refused`()
    throws
  {
    var random = TestRandom(seed: 11)
    var (accepted, refused, tagged) = (0, 0, 0)
    for _ in 0..<1_500 {
      let kinds = (0..<(2 + random.below(5))).map { JSONValue.string("k\($0)") }
      let branches = kinds.indices.map { index -> JSONValue in
        var source = RandomSchema(seed: random.next())
        let tag: JSONValue =
          random.below(3) == 0 ? ["enum": [kinds[index], "both"]] : ["const": kinds[index]]
        var branch: JSONObject = ["type": "object", "properties": ["kind": tag, "a": source.document()]]
        if random.below(4) > 0 { branch["required"] = ["kind"] }
        return .object(branch)
      }
      let union: JSONValue = [random.below(2) == 0 ? "anyOf" : "oneOf": .array(branches)]
      let isList = random.below(2) == 0
      guard let schema = try? Schema(isList ? ["type": "array", "items": union] : union) else { continue }
      if schema.hasTags { tagged += 1 }
      for _ in 0..<6 {
        var source = RandomSchema(seed: random.next())
        var object: JSONObject = ["a": source.instance()]
        if random.below(5) > 0 {
          object["kind"] = random.below(6) == 0 ? "both" : kinds[random.below(kinds.count)]
        }
        let value: JSONValue = random.below(2) == 0 ? .object(object) : [.object(object), .object(object)]
        let found = schema.plainViolations(in: value)
        let document = try JSONDocument(parsing: Array(value.text().utf8))
        let pruned = schema.violations(in: document)
        // Another alternative may be meant by the tags than the one that is closest, but of the same values.
        let depth = isList && value.arrayValue != nil ? 1 : 0
        let isSame =
          Set(pruned.map { Array($0.instance.tokens.prefix(depth)) })
          == Set(found.map { Array($0.instance.tokens.prefix(depth)) })
        if schema.isValid(value) != found.isEmpty || pruned.isEmpty != found.isEmpty || !isSame {
          Issue.record("\(union) on \(value): \(pruned) and \(found)")
        }
        if found.isEmpty { accepted += 1 } else { refused += 1 }
      }
    }
    #expect(accepted > 300 && refused > 300 && tagged > 100, "\(accepted) \(refused) \(tagged)")
  }

  /// Says whether two lists name the same refusals; words may differ where one road knows more.
  private static func areAlike(_ left: [Violation], _ right: [Violation]) -> Bool {
    left.map(\.instance) == right.map(\.instance)
      && left.map(\.keywordLocation) == right.map(\.keywordLocation)
      && left.map(\.keyword) == right.map(\.keyword)
  }

  @Test(arguments: [
    (#"{"properties": {"a": {"type": "integer"}}}"#, #"{"a": "x", "a": 1}"#, true),
    (#"{"properties": {"a": {"type": "integer"}}}"#, #"{"a": 1, "a": "x"}"#, false),
    (#"{"additionalProperties": {"type": "integer"}}"#, #"{"a": "x", "a": 1}"#, true),
    (#"{"additionalProperties": {"type": "integer"}}"#, #"{"a": 1, "b": 1, "\u0061": "x"}"#, false),
    (#"{"maxProperties": 1}"#, #"{"a": 1, "a": 2}"#, true),
    (#"{"minProperties": 2}"#, #"{"a": 1, "a": 2}"#, false),
    (#"{"not": {"properties": {"a": {"type": "integer"}}}}"#, #"{"a": "x", "a": 1}"#, false),
    (#"{"const": {"a": 1}}"#, #"{"a": 2, "a": 1}"#, true),
    (#"{"uniqueItems": true}"#, #"[{"a": 1}, {"a": 2, "a": 1}]"#, false),
    (#"{"unevaluatedProperties": {"type": "integer"}}"#, #"{"a": "x", "a": 1}"#, true),
    (#"{"contains": {"properties": {"a": {"type": "string"}}}}"#, #"[{"a": "x", "a": 1}]"#, false),
  ])
  func `of repeated keys only the last one counts`(schema: String, text: String, expected: Bool) throws {
    let schema = try Schema(JSONValue(parsing: schema))
    let document = try JSONDocument(parsing: Array(text.utf8))
    #expect(schema.isValid(document) == expected)
    #expect(schema.plainViolations(in: document.value).isEmpty == expected)
  }

  @Test func `nesting up to and beyond the cap gets one verdict`() throws {
    let schema = try Schema(["items": ["$ref": "#"]])
    let linked = try Schema([
      "$ref": "#/$defs/a", "$defs": ["a": ["$ref": "#/$defs/b"], "b": ["items": ["$ref": "#/$defs/a"]]],
    ])
    let cap = EvaluationLimits.programDepth
    let depths = [1, 50, cap / 3, cap / 2 - 1, cap / 2, cap / 2 + 1, cap - 1, cap, cap + 1, 1_024]
    for depth in depths {
      let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      let document = try JSONDocument(parsing: Array(text.utf8), depthLimit: 1_024)
      for schema in [schema, linked] {
        #expect(schema.isValid(document) == schema.plainViolations(in: document.value).isEmpty, "\(depth)")
        #expect(schema.isValid(document.value) == schema.isValid(document), "\(depth)")
      }
    }
  }

  @Test func `a schema of many names is searched by hash`() throws {
    var properties = JSONObject()
    var members = JSONObject()
    var required: [JSONValue] = []
    for number in 0..<300 {
      let name = "a common beginning \(number) a common end"
      properties[name] = ["const": .number(JSONNumber(number))]
      members[name] = .number(JSONNumber(number))
      required.append(.string(name))
    }
    let schema = try Schema([
      "properties": .object(properties), "required": .array(required), "additionalProperties": false,
      "dependentRequired": ["a common beginning 0 a common end": ["a common beginning 299 a common end"]],
    ])
    func isValid(_ members: JSONObject) throws -> Bool {
      try schema.isValid(JSONDocument(parsing: Array(JSONValue.object(members).text().utf8)))
    }
    #expect(try isValid(members))
    #expect(try isValid(JSONObject(members.reversed())))
    var changed = members
    changed["a common beginning 299 a common end"] = nil
    #expect(try !isValid(changed))
    changed = members
    changed["a common beginning 300 a common end"] = 1
    #expect(try !isValid(changed))
    changed = members
    changed["a common beginning 7 a common end"] = 8
    #expect(try !isValid(changed))
  }
}

extension Schema {
  /// True where members tell the alternatives of some union apart.
  fileprivate var hasTags: Bool {
    let tags = ValidationProgram(graph).tags
    return graph.nodes.indices.contains { tags[$0, isOneOf: true] != nil || tags[$0, isOneOf: false] != nil }
  }
}
