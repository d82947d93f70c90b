import HandoffTestSupport
import Testing

@testable import HandoffSchema

/// What is left out because a member rules it out could not have changed the verdict.
@Suite("Tagged unions")
struct TaggedUnionTests {
  private struct Source {
    var random: TestRandom

    init(seed: UInt64) { random = TestRandom(seed: seed) }

    mutating func pick(_ bound: Int) -> Int { random.below(bound) }

    mutating func tag() -> JSONValue {
      let tags: [JSONValue] = ["a", "b", "c", "abcdefghijklmnop", 1, 2, "1", true, false, nil, 1.5, ["a"]]
      return tags[pick(tags.count)]
    }

    mutating func tags() -> JSONValue {
      switch pick(4) {
      case 0: ["enum": .array((0...pick(3)).map { _ in tag() })]
      case 1: ["allOf": [["const": tag()], ["type": ["string", "integer"]]]]
      case 2: ["oneOf": [["const": tag()], ["const": tag()]]]
      default: ["const": tag()]
      }
    }

    mutating func branch(depth: Int) -> JSONValue {
      if depth > 0, pick(5) == 0 {
        let branches = (0...pick(3)).map { _ in self.branch(depth: depth - 1) }
        return pick(2) == 0 ? ["oneOf": .array(branches)] : ["anyOf": .array(branches)]
      }
      if pick(12) == 0 { return ["type": ["null", "string"]] }
      if pick(15) == 0 { return .bool(pick(2) == 0) }
      var properties = JSONObject()
      if pick(8) > 0 { properties["kind"] = tags() }
      if pick(2) == 0 { properties["version"] = tags() }
      if pick(2) == 0 { properties["n"] = ["type": pick(2) == 0 ? "integer" : "string"] }
      var branch: JSONObject = ["properties": .object(properties)]
      if pick(4) > 0 { branch["required"] = .array([["kind"], ["version"], ["kind", "version"]][pick(3)]) }
      if pick(6) == 0 { branch["additionalProperties"] = false }
      if pick(6) == 0 { branch["if"] = ["properties": ["kind": tags()], "required": ["kind"]] }
      if branch["if"] != nil { branch["then"] = ["required": ["n"]] }
      return pick(4) == 0 ? ["allOf": [.object(branch)]] : .object(branch)
    }

    mutating func schema() -> JSONValue {
      var schema = JSONObject()
      let branches = (0..<2 + pick(pick(6) == 0 ? 80 : 6)).map { _ in branch(depth: 2) }
      switch pick(4) {
      case 0:
        schema["allOf"] = .array(
          (0..<4 + pick(5)).map { _ in
            [
              "if": ["properties": ["kind": tags()], "required": pick(3) > 0 ? ["kind"] : []],
              "then": branch(depth: 0), "else": pick(3) > 0 ? true : branch(depth: 0),
            ]
          })
      case 1:
        var chain = branch(depth: 0)
        for _ in 0..<6 {
          chain = [
            "if": ["properties": ["kind": tags()], "required": ["kind"]], "then": branch(depth: 0),
            "else": chain,
          ]
        }
        schema = chain.objectValue ?? [:]
      case 2: schema["anyOf"] = .array(branches)
      default: schema["oneOf"] = .array(branches)
      }
      if pick(4) == 0 { schema["unevaluatedProperties"] = false }
      return .object(schema)
    }

    mutating func value() -> JSONValue {
      if pick(10) == 0 { return [JSONValue.null, "x", 1, [1]][pick(4)] }
      var value = JSONObject()
      if pick(6) > 0 { value["kind"] = tag() }
      if pick(2) == 0 { value["n"] = [1, "x"][pick(2)] }
      if pick(3) > 0 { value["version"] = tag() }
      return .object(value)
    }
  }

  @Test func `long lists that alternatives share are looked at a bounded number of times`() throws {
    let graph = try Schema(HostileInput.sharedEnumerations).graph
    var reader = BranchFactsReader(graph.nodes)
    let tree = TagTree((graph[graph.root].logic?.anyOf ?? []).map { reader.facts(of: $0) })
    // The last look may go beyond the cap: eight alternatives, each with two lists.
    #expect(tree.effort <= TagTree.effortLimit + 8 * (2 * 4_096 + 1))
    #expect(try Schema(HostileInput.sharedEnumerations).isValid(["a": "v7", "b": "v4000", "k5": 1]))
    #expect(try !Schema(HostileInput.sharedEnumerations).isValid(["a": "v7", "b": "w", "k5": 1]))
  }

  @Test(arguments: 0..<4)
  func `random unions get the verdict of a road that tries everything`(part: Int) throws {
    var verdicts = [0, 0]
    var told = 0
    let seeds = Laws.areWhole ? 500 : 150
    for seed in part * seeds..<(part + 1) * seeds {
      var source = Source(seed: UInt64(seed))
      let json = source.schema()
      let schema = try Schema(json)
      for _ in 0..<12 {
        let value = source.value()
        let document = try JSONDocument(parsing: Array(value.text().utf8))
        let expected = schema.plainVerdict(on: value)
        if schema.isValid(document) != expected || schema.isValid(value) != expected {
          Issue.record("\(json) on \(value): \(expected) by the road that tries everything")
        }
        let violations = schema.violations(in: value)
        if violations.isEmpty != expected { Issue.record("\(json) on \(value): \(violations)") }
        if violations.contains(where: { $0.keyword == "oneOf" && $0.instance.tokens == ["kind"] }) {
          told += 1
        }
        verdicts[expected ? 1 : 0] += 1
      }
    }
    #expect(verdicts.allSatisfy { $0 > seeds })
    #expect(told > seeds / 50)
  }

  @Test func `repeated tags leave all alternatives open`() throws {
    let schema = try Schema([
      "oneOf": [
        ["properties": ["t": ["const": "a"]], "required": ["t"]],
        ["properties": ["t": ["const": "b"]], "required": ["t"]],
      ]
    ])
    #expect(try schema.isValid(JSONDocument.parsed(#"{"t": "x", "t": "b"}"#)))
    #expect(try !schema.isValid(JSONDocument.parsed(#"{"t": "b", "t": "x"}"#)))
    let found = try schema.violations(in: JSONDocument.parsed(#"{"t": "b", "t": "x"}"#))
    #expect(found.map(\.allowed) == [#""a" or "b""#])
  }

  @Test func `numbers, literals and texts tell alternatives apart by value, not by spelling`() throws {
    let branches: [JSONValue] = [1, 2, "1", true, nil].map {
      ["properties": ["t": ["const": $0]], "required": ["t"]]
    }
    let schema = try Schema(["oneOf": .array(branches)])
    for (text, isValid) in [
      ("1", true), ("1.0", true), ("20e-1", true), ("3", false), ("\"1\"", true), ("\"2\"", false),
      ("true", true),
      ("false", false), ("null", true), ("[]", false), ("{}", false), ("1e400", false), (#""\u0031""#, true),
    ] {
      let document = try JSONDocument.parsed("{\"t\": \(text)}")
      #expect(schema.isValid(document) == isValid, "\(text)")
      #expect(schema.plainVerdict(on: document.value) == isValid, "\(text)")
    }
  }
}
