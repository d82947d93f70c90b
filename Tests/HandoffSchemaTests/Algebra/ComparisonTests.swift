import HandoffSchema
import Testing

@Suite("Comparison")
struct ComparisonTests {
  private func schema(_ json: JSONValue) throws -> Schema { try Schema(json) }

  @Test func `a refusal says where it comes from in both schemas`() throws {
    func plan(_ owners: JSONValue) -> JSONValue {
      [
        "type": "object", "required": ["plan"],
        "properties": [
          "plan": [
            "type": "array", "minItems": 1,
            "items": ["type": "object", "required": ["owner"], "properties": ["owner": ["enum": owners]]],
          ]
        ],
      ]
    }
    let verdict = try schema(plan(["dev", "ops"])).isIncluded(in: schema(plan(["dev", "qa"])))
    guard case .notIncluded(let counterexample) = verdict.outcome else {
      Issue.record("expected a counterexample, got \(verdict)")
      return
    }
    #expect(counterexample.payload == ["plan": [["owner": "ops"]]])
    #expect(
      counterexample.explanation
        == Counterexample.Explanation(
          path: ["plan", "every item", "owner"], producer: #"allows "ops""#, consumer: #"only "dev" or "qa""#,
          producerLocation: "#/properties/plan/items/properties/owner",
          consumerLocation: "#/properties/plan/items/properties/owner/enum"))
    #expect(
      counterexample.explanation?.description
        == #"plan / every item / owner: the producer allows "ops", the consumer only "dev" or "qa""#)
  }

  @Test func `a member that may be missing is said to be`() throws {
    let producer = try schema(["type": "object", "properties": ["owner": ["type": "string"]]])
    let verdict = try producer.isIncluded(in: schema(["required": ["owner"]]))
    guard case .notIncluded(let counterexample) = verdict.outcome else {
      Issue.record("expected a counterexample, got \(verdict)")
      return
    }
    #expect(
      counterexample.explanation?.description
        == #"the whole payload: the producer does not promise it, the consumer requires a member "owner""#)
  }

  @Test func `a closed producer sends only what it names`() throws {
    let producer = try schema(["type": "object", "properties": ["a": ["type": "string"]]])
    let consumer = try schema(["properties": ["b": ["type": "integer"]]])
    let open = producer.isIncluded(in: consumer)
    #expect(!open.isIncluded)
    #expect(!open.producerIsClosed)
    let closed = producer.isIncluded(in: consumer, options: ComparisonOptions(producerIsClosed: true))
    #expect(closed == InclusionVerdict(outcome: .included, producerIsClosed: true))
  }

  @Test func `closing reaches members of members and leaves maps open`() throws {
    let producer = try schema([
      "type": "object",
      "properties": ["a": ["type": "object", "required": ["x"]], "map": ["type": "object"]],
    ])
    let options = ComparisonOptions(producerIsClosed: true)
    let noExtras = try schema([
      "properties": ["a": ["propertyNames": ["const": "x"]]], "propertyNames": ["enum": ["a", "map"]],
    ])
    #expect(producer.isIncluded(in: noExtras, options: options).isIncluded)
    let noMap = try schema(["properties": ["map": ["maxProperties": 0]]])
    #expect(!producer.isIncluded(in: noMap, options: options).isIncluded)
  }

  @Test func `a derivation is given where it is asked for`() throws {
    let producer = try schema(["type": "object", "required": ["a"], "maxProperties": 1])
    let consumer = try schema(["anyOf": [["type": "string"], ["propertyNames": ["const": "a"]]]])
    let verdict = producer.isIncluded(in: consumer, options: ComparisonOptions(derives: true))
    #expect(verdict.isIncluded)
    #expect(verdict.derivation.first == "null: the producer sends none")
    #expect(verdict.derivation.count > 7)
  }

  @Test func `a smallest payload is found`() throws {
    #expect(
      try schema(["type": "array", "minItems": 2, "uniqueItems": true]).smallestPayload()?.arrayValue?.count
        == 2)
    #expect(try schema(["type": "integer", "minimum": 7]).smallestPayload() == 7)
    #expect(
      try schema(["type": "object", "required": ["a"], "properties": ["a": false]]).smallestPayload() == nil)
  }

  @Test func `expressions combine several schemas`() throws {
    let small = SchemaExpression.schema(try schema(["maximum": 3]))
    let integer = SchemaExpression.schema(try schema(["type": "integer"]))
    let one = SchemaExpression.schema(try schema(["enum": [1, 2, 3]]))
    let natural = SchemaExpression.schema(try schema(["exclusiveMinimum": 0]))
    #expect((small && integer && natural && !one).emptiness() == .empty)
    #expect((small && integer && natural).isIncluded(in: one).isIncluded)
    #expect((one || small).isIncluded(in: one).witness != nil)
  }

  @Test func `equivalence looks both ways`() throws {
    let one = try schema(["type": "integer", "minimum": 1, "maximum": 2])
    let other = try schema(["enum": [2, 1]])
    #expect(one.isEquivalent(to: other).holds == true)
    #expect(one.isEquivalent(to: try schema(["enum": [1]])).holds == false)
  }

  @Test func `the same question has the same answer`() throws {
    var algebra = SchemaAlgebra()
    let producer = try schema(["type": "integer"])
    let consumer = try schema(["minimum": 0])
    let first = algebra.inclusion(of: producer, in: consumer)
    #expect(first.witness == -1)
    #expect(algebra.inclusion(of: producer, in: consumer) == first)
  }

  @Test func `elements that must differ are matched with the values there are`() throws {
    let hall: JSONValue = [
      "type": "array", "uniqueItems": true, "minItems": 3,
      "prefixItems": [["enum": [1, 2]], ["enum": [1, 2]], ["enum": [1, 2, 3]]],
    ]
    #expect(try schema(hall).isIncluded(in: schema(["prefixItems": [true, true, ["const": 3]]])).isIncluded)
  }

  @Test func `patterns are compared as languages`() throws {
    let words = try schema(["type": "string", "pattern": "^b+$"])
    #expect(try words.isIncluded(in: schema(["pattern": "^a+$"])).witness == "b")
    #expect(try words.isIncluded(in: schema(["pattern": "^[a-c]*$"])).isIncluded)
    #expect(try words.isIncluded(in: schema(["minLength": 1])).isIncluded)
  }
}
