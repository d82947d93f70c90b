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
        == #"the whole payload: the producer may leave out a member "owner", the consumer requires a member "owner""#
    )
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

  @Test func `equivalence takes both as written`() throws {
    let open = try schema(["type": "object", "properties": ["a": true]])
    let closed = try schema(["type": "object", "properties": ["a": true], "additionalProperties": false])
    var algebra = SchemaAlgebra(options: ComparisonOptions(producerIsClosed: true))
    #expect(algebra.inclusion(of: open, in: closed).isIncluded)
    #expect(algebra.equivalence(of: open, and: closed).holds == false)
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

  @Test func `a derivation says what each side asks for, and where`() throws {
    func derivation(_ producer: JSONValue, in consumer: JSONValue) throws -> [String] {
      try schema(producer).isIncluded(in: schema(consumer), options: ComparisonOptions(derives: true))
        .derivation
    }
    #expect(
      try derivation(
        ["type": "array", "maxItems": 1, "items": ["type": "string", "maxLength": 3]],
        in: ["items": ["maxLength": 5], "maxItems": 2]) == [
          "the producer sends nothing but arrays",
          "arrays: every way to build a payload that the consumer refuses fails, because",
          "  every item: no string that has at most 3 characters (producer, #/items) also has at least 6 characters (consumer, #/items)",
          "  no array that has at most 1 element (producer, #) also has an element of a certain kind (consumer, #)",
          "  no array that has at most 1 element (producer, #) also has at least 3 elements (consumer, #)",
        ])
    #expect(try derivation(false, in: ["type": "string"]) == ["the producer sends nothing at all"])
    #expect(
      try derivation(["const": 3], in: ["type": "integer"])
        == ["the producer lists 1 payload, and the consumer accepts it"])
    #expect(
      try derivation(["type": ["string", "null"]], in: ["type": ["string", "null", "array"]]) == [
        "the producer sends nothing but null or strings",
        "null and strings: the consumer's constraints rule out nothing that the producer's allow",
      ])
  }

  @Test func `a derivation does not change the verdict`() throws {
    let producer = try schema(["type": "object", "required": ["a"], "maxProperties": 1])
    let consumer = try schema(["anyOf": [["type": "string"], ["propertyNames": ["const": "a"]]]])
    var verdict = producer.isIncluded(in: consumer, options: ComparisonOptions(derives: true))
    #expect(!verdict.derivation.isEmpty)
    verdict.derivation = []
    #expect(verdict == producer.isIncluded(in: consumer))
  }

  @Test(
    arguments: [
      (
        ["items": ["type": "integer"], "type": "array"], ["contains": ["minimum": 3]],
        #"the whole payload: the producer allows an empty array, the consumer asks for at least 1 that "contains" describes"#
      ),
      (
        ["type": "array", "maxItems": 9], ["maxItems": 2],
        "the whole payload: the producer allows an array of 3 elements, the consumer asks for at most 2 elements"
      ),
      (
        ["type": "object"], ["propertyNames": ["minLength": 2]],
        #"the whole payload: the producer allows the member name "" of 0 characters, the consumer allows as a member name only text of at least 2 characters"#
      ),
      (
        ["type": "object"], ["additionalProperties": ["type": "string"]],
        "\"\": the producer allows null, the consumer only a string"
      ),
      (
        ["type": "object"], ["not": ["required": ["debug"]]],
        #"the whole payload: the producer allows {"debug":null}, the consumer only a value that "not" does not describe"#
      ),
      (
        ["enum": ["a", "b", "c"]], ["oneOf": [["const": "a"], ["const": "b"]]],
        #"the whole payload: the producer allows "c", the consumer only "a" or "b""#
      ),
    ] as [(JSONValue, JSONValue, String)])
  func `a refusal is told in a sentence`(producer: JSONValue, consumer: JSONValue, sentence: String) throws {
    let verdict = try schema(producer).isIncluded(in: schema(consumer))
    guard case .notIncluded(let counterexample) = verdict.outcome else {
      Issue.record("expected a counterexample, got \(verdict)")
      return
    }
    #expect(counterexample.explanation?.description == sentence)
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

  @Test func `the same question costs once, however the schemas are copied`() throws {
    var algebra = SchemaAlgebra()
    let producer = try schema(["type": "integer"])
    let consumer = try schema(["minimum": 0])
    for (first, second) in [(producer, consumer), (producer, consumer)] {
      _ = algebra.inclusion(of: first, in: second)
    }
    #expect(algebra.searches == 1)
    _ = algebra.inclusion(of: consumer, in: producer)
    #expect(algebra.searches == 2)
    algebra.options.producerIsClosed = true
    _ = algebra.inclusion(of: producer, in: consumer)
    #expect(algebra.searches == 3)
  }

  @Test func `an undecided verdict says how many of the tried payloads agree`() throws {
    let long = try schema(["type": "string", "minLength": 1, "pattern": "^(a|b)*a(a|b){14}$"])
    let verdict = try long.isIncluded(in: schema(["pattern": "^(a|b)*b(a|b){13}$|a"]))
    guard case .undecided(_, let agreeing) = verdict.outcome else { return }
    #expect(verdict.tried == agreeing)
    let open = InclusionVerdict(outcome: .undecided(.stepLimit(5), agreeing: 3), tried: 4)
    #expect(
      "\(open)" == "undecided: the search was stopped after 5 steps; 3 of 4 generated payloads agree")
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
