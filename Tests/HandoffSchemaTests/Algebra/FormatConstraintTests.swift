import HandoffSchema
import HandoffTestSupport
import Testing

/// What the algebra knows of formats must agree with their checkers.
@Suite("Format constraints", .enabled(if: Corpora.folder != nil, Comment(rawValue: Corpora.skipped)))
struct FormatConstraintTests {
  @Test func `a string in a format is found to be in it`() throws {
    var options = SchemaOptions()
    options.formats = .assertion
    var count = 0
    for test in try OfficialSuite.cases(in: "draft2020-12/optional/format") {
      guard test.schema["format"] != nil, test.data.stringValue != nil else { continue }
      let schema = try Schema(test.schema, options: options)
      let only = try Schema(["const": test.data], options: options)
      let open = try Schema(["type": "string", "enum": [test.data, "a sample"]], options: options)
      count += 1
      #expect(only.isIncluded(in: schema).isIncluded == schema.isValid(test.data))
      // By way of the solver, which must not take the set for empty.
      let both = (SchemaExpression.schema(open) && .schema(only) && .schema(schema)).emptiness()
      #expect((both.witness != nil) == schema.isValid(test.data))
      let pattern: JSONValue = ["type": "string", "allOf": [test.schema]]
      if schema.isValid(test.data) {
        let empty = try Schema(pattern, options: options).isIncluded(
          in: Schema(["not": ["const": test.data]]))
        #expect(!empty.isIncluded, "\(test.name): \(test.data)")
      }
    }
    #expect(count > 300)
  }
}
