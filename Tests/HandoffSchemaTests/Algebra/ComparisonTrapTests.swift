import HandoffSchema
import HandoffTestSupport
import Testing

/// Schemas made to blow comparers up, under a low step limit.
@Suite("Comparison traps")
struct ComparisonTrapTests {
  static let options = ComparisonOptions(stepLimit: 4_000)

  private func verdict(_ producer: JSONValue, in consumer: JSONValue) throws -> InclusionVerdict.Outcome {
    try Schema(producer).isIncluded(in: Schema(consumer), options: Self.options).outcome
  }

  private func branches(_ count: Int, _ make: (Int) -> JSONValue) -> JSONValue {
    .array((0..<count).map(make))
  }

  private func number(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

  @Test func `sixty-four overlapping branches in another order are the same`() throws {
    let forward = branches(64) { ["minimum": number($0)] }
    let backward = branches(64) { ["minimum": number(63 - $0)] }
    #expect(try verdict(["oneOf": forward], in: ["oneOf": backward]) == .included)
  }

  @Test func `a union told apart by a member is compared branch by branch`() throws {
    func union(_ required: Bool) -> JSONValue {
      branches(40) { number in
        let name = "v\(number)"
        return [
          "type": "object",
          "properties": ["kind": ["const": .string("k\(number)")], "\(name)": ["type": "string"]],
          "required": required ? ["kind", .string(name)] : ["kind"],
        ]
      }
    }
    #expect(try verdict(["oneOf": union(true)], in: ["oneOf": union(false)]) == .included)
  }

  @Test func `nested negations are taken apart`() throws {
    var schema: JSONValue = ["type": "string"]
    for _ in 0..<100 { schema = ["not": schema] }
    #expect(try verdict(schema, in: ["type": "string"]) == .included)
  }

  @Test func `an object of a billion members is not built`() throws {
    let many: JSONValue = ["type": "object", "minProperties": 1_000_000_000]
    #expect(try verdict(many, in: ["minProperties": 999_999_999]) == .included)
    #expect(
      try verdict(many, in: ["minProperties": 1_000_000_001])
        == .undecided(.witnessTooLarge("1000000000 members"), agreeing: 0))
    let named: JSONValue = [
      "type": "object", "minProperties": 1_000_000_000, "propertyNames": ["enum": ["a", "b"]],
    ]
    #expect(try verdict(named, in: false) == .included)
  }

  @Test func `a string of a trillion characters is not built`() throws {
    let long: JSONValue = ["type": "string", "minLength": 1_000_000_000_000]
    #expect(try verdict(long, in: ["minLength": 5]) == .included)
    #expect(
      try verdict(long, in: ["maxLength": 5])
        == .undecided(.witnessTooLarge("1000000000000 characters"), agreeing: 0))
  }

  @Test func `a billion matching elements are counted, not built`() throws {
    let many: JSONValue = ["type": "array", "contains": ["type": "integer"], "minContains": 1_000_000_000]
    #expect(try verdict(many, in: ["minItems": 1_000_000_000]) == .included)
    #expect(try verdict(["type": "array", "allOf": [many, ["maxItems": 5]]], in: false) == .included)
    let unique: JSONValue = [
      "type": "array", "uniqueItems": true, "minItems": 1_000_000_000, "items": ["enum": [1, 2, 3]],
    ]
    #expect(try verdict(unique, in: false) == .included)
  }

  @Test func `pigeons without enough holes meet the step limit`() throws {
    var parts: [JSONValue] = []
    for pigeon in 0..<9 {
      let name = "p\(pigeon)"
      let holes = branches(8) { hole in
        ["properties": ["\(name)": ["const": number(hole)]], "required": [.string(name)]]
      }
      parts.append(["anyOf": holes])
      for other in 0..<pigeon {
        for hole in 0..<8 {
          let both: JSONValue = [
            "properties": ["\(name)": ["const": number(hole)], "p\(other)": ["const": number(hole)]],
            "required": [.string(name), .string("p\(other)")],
          ]
          parts.append(["not": both])
        }
      }
    }
    let outcome = try verdict(["type": "object", "allOf": .array(parts)], in: false)
    #expect(outcome == .undecided(.stepLimit(4_000), agreeing: 0))
  }

  @Test func `a thousand kinds of one union are told apart by their member`() throws {
    func union(_ order: some Sequence<Int>, _ more: JSONObject = [:]) -> JSONValue {
      .array(
        order.map { kind in
          var members: JSONObject = ["kind": ["const": number(kind)]]
          for member in more { members[member.key] = member.value }
          return ["type": "object", "properties": .object(members), "required": ["kind"]]
        })
    }
    let all = try Schema(["oneOf": union(0..<1_000)])
    #expect(all.isIncluded(in: try Schema(["required": ["kind"]])).outcome == .included)
    #expect(all.isIncluded(in: try Schema(["oneOf": union((1..<1_000).reversed())])).witness == ["kind": 0])
  }

  @Test func `more overlapping branches than are compared with each other are said to be too many`() throws {
    let many: JSONValue = ["oneOf": branches(700) { ["minimum": number($0)] }]
    let outcome = try verdict(["type": "number"], in: many)
    guard case .undecided = outcome else {
      #expect(outcome != .included)
      return
    }
    #expect(outcome == .undecided(.combinationLimit(200_000), agreeing: 0))
  }

  @Test func `ten thousand required members cost no call stack`() throws {
    func required(_ count: Int) -> JSONValue {
      ["type": "object", "required": branches(count) { .string("n\($0)") }]
    }
    let producer = try Schema(required(10_000))
    #expect(producer.isIncluded(in: try Schema(required(9_999))).outcome == .included)
    let witness = try #require(producer.isIncluded(in: try Schema(required(10_001))).witness)
    #expect(witness.objectValue?.count == 10_000)
  }

  @Test func `a long list of arrays is looked up, not walked`() throws {
    let values = (0..<5_000).map { JSONValue.array([number($0)]) }
    func list(_ values: [JSONValue]) -> JSONValue { ["type": "array", "items": ["enum": .array(values)]] }
    #expect(try verdict(list(values), in: list(values.reversed())) == .included)
    #expect(try Schema(list(values)).isIncluded(in: Schema(list(values.dropLast()))).witness == [[4_999]])
  }

  @Test func `members are counted for names that a pattern allows`() throws {
    let names: JSONValue = ["pattern": "^[ab]{3}$"]
    let nine: JSONValue = ["type": "object", "propertyNames": names, "minProperties": 9]
    #expect(try verdict(nine, in: false) == .included)
    let eight: JSONValue = ["type": "object", "propertyNames": names, "minProperties": 8]
    #expect(try Schema(eight).isIncluded(in: Schema(false)).witness?.objectValue?.count == 8)
  }

  @Test func `a question that is out of time is undecided and says so`() throws {
    let options = ComparisonOptions(deadline: .after(.seconds(-1)))
    let words = try Schema(["type": "string", "pattern": "^b+$"])
    let outcome = try words.isIncluded(in: Schema(["pattern": "^[a-c]*$"]), options: options).outcome
    guard case .undecided(.deadline, _) = outcome else {
      Issue.record("expected no verdict, got \(outcome)")
      return
    }
  }

  @Test func `a thousand members are compared one by one`() throws {
    func object(_ length: Int) -> JSONValue {
      let members = (0..<1_000).map { JSONObject.Member(key: "f\($0)", value: ["maxLength": number(length)]) }
      return ["type": "object", "properties": .object(JSONObject(members))]
    }
    let producer = try Schema(object(100))
    #expect(producer.isIncluded(in: try Schema(object(101))).outcome == .included)
  }
}
