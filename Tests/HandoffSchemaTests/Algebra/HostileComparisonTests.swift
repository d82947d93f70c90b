import HandoffTestSupport
import Testing

@testable import HandoffSchema

/// Bounds of time are about ten times what an optimised build takes, and more where the test is slow without
/// optimisation: tests run unoptimised and beside each other.
@Suite("Hostile comparisons")
struct HostileComparisonTests {
  /// Objects that require two members of the next level: the smallest payload doubles at each level.
  private func tree(levels: Int, leaf: JSONValue = ["type": "integer"]) -> JSONValue {
    var definitions = JSONObject()
    for level in 0..<levels {
      let next: JSONValue = ["$ref": .string("#/$defs/d\(level + 1)")]
      definitions["d\(level)"] = [
        "type": "object", "properties": ["a": next, "b": next], "required": ["a", "b"],
      ]
    }
    definitions["d\(levels)"] = leaf
    return ["$ref": "#/$defs/d0", "$defs": .object(definitions)]
  }

  private func elapsed(_ work: () throws -> Void) rethrows -> Duration {
    try ThreadClock().measure(work)
  }

  @Test func `a payload that doubles at each of sixty levels is built once and not handed out`() throws {
    let producer = try Schema(tree(levels: 60))
    let time = try elapsed {
      let verdict = try producer.isIncluded(in: Schema(["type": "integer"]))
      let limit = WitnessSearch.payloadLimit
      #expect(verdict.outcome == .undecided(.witnessTooLarge("\(limit) values or more"), agreeing: 0))
      #expect(producer.emptiness() == .undecided(.witnessTooLarge("\(limit) values or more")))
    }
    #expect(time < .seconds(3))
  }

  @Test func `what is required sixty levels deep is still compared`() throws {
    let narrow = try Schema(tree(levels: 60))
    let wide = try Schema(tree(levels: 60, leaf: ["type": "number"]))
    let empty = try Schema(tree(levels: 60, leaf: false))
    let time = elapsed {
      #expect(narrow.isIncluded(in: wide).isIncluded)
      #expect(empty.emptiness() == .empty)
      #expect(empty.isIncluded(in: narrow).isIncluded)
    }
    #expect(time < .seconds(3))
  }

  @Test func `a payload of ten levels is shown whole`() throws {
    let producer = try Schema(tree(levels: 10))
    let verdict = try producer.isIncluded(in: Schema(["type": "integer"]))
    #expect(verdict.witness?.size(upTo: 10_000) == 2_047)
  }

  @Test func `elements that double at each level are not told apart at any price`() throws {
    var members = try #require(tree(levels: 60).objectValue)
    members["$ref"] = nil
    members["items"] = ["$ref": "#/$defs/d0"]
    members["uniqueItems"] = true
    members["type"] = "array"
    members["minItems"] = 2
    let schema = try Schema(.object(members))
    let time = elapsed {
      guard case .undecided = schema.emptiness() else {
        Issue.record("expected an open question")
        return
      }
    }
    #expect(time < .seconds(5))
  }

  @Test(arguments: [1, 10])
  func `a deadline ends the reading of a schema, too`(milliseconds: Int) throws {
    // Each pair of branches of "oneOf" is looked at while the schema is read.
    let branches = (0..<2_000).map { number -> JSONValue in
      ["required": [.string("m\(number)")], "maxProperties": .number(JSONNumber(number + 3))]
    }
    let schema = try Schema(["type": "object", "oneOf": .array(branches)])
    let limit = Duration.milliseconds(milliseconds)
    let time = try elapsed {
      let options = ComparisonOptions(deadline: .after(limit))
      let verdict = try schema.isIncluded(
        in: Schema(["type": "object", "maxProperties": 1]), options: options)
      guard case .undecided(.deadline, _) = verdict.outcome else {
        Issue.record("expected that there was no time: \(verdict.outcome)")
        return
      }
    }
    #expect(time < limit + .seconds(2))
  }

  @Test func `ten thousand constants are compared one by one`() throws {
    let constants = (0..<10_000).map { JSONValue.object(["const": .number(JSONNumber($0))]) }
    let producer = try Schema(["anyOf": .array(constants)])
    let time = try elapsed {
      let whole = try Schema(["type": "integer", "minimum": 0])
      #expect(producer.isIncluded(in: whole).isIncluded)
      let short = try Schema(["maximum": 9_998])
      #expect(producer.isIncluded(in: short).witness == 9_999)
    }
    #expect(time < .seconds(30))
  }

  @Test func `thousands of ranges that are ruled out leave what lies beside them`() throws {
    let ranges = (0..<3_000).map { number -> SchemaExpression? in
      let range =
        ["minimum": .number(JSONNumber(number)), "maximum": .number(JSONNumber(2 * number + 3))]
        as JSONObject
      return (try? Schema(["properties": ["n": .object(range)]])).map { .not(.schema($0)) }
    }
    let whole = try Schema([
      "type": "object", "required": ["n"], "properties": ["n": ["type": "integer", "minimum": 7]],
    ])
    let time = elapsed {
      let rest = SchemaExpression.allOf([.schema(whole)] + ranges.compactMap(\.self))
      #expect(rest.emptiness().witness == ["n": 6_002])
    }
    #expect(time < .seconds(30))
  }

  @Test func `making a payload smaller makes one candidate at a time`() {
    var value: JSONValue = 1
    for _ in 0..<18 { value = ["a": value, "b": value] }
    var asked = 0
    var shrinker = WitnessShrinker { _ in
      asked += 1
      return false
    }
    let time = elapsed { #expect(shrinker.shrink(value).size(upTo: 10) == 10) }
    #expect(asked <= 400)
    #expect(time < .seconds(1))
  }
}
