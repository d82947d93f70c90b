import HandoffTestSupport
import Testing

@testable import HandoffSchema

/// Each keyword on each road, so that one that is new is missed on none.
@Suite("Every keyword on every road")
struct KeywordTableTests {
  static let examples = KeywordExample.all

  @Test func `each keyword has an example`() {
    #expect(Self.examples.map(\.name).sorted() == Keyword.allCases.map(\.rawValue).sorted())
  }

  @Test func `what refuses nothing is what informs`() {
    for example in Self.examples {
      let informs: [Vocabularies] = [.metadata, .content]
      let vocabulary = Keyword.named(example.name)?.vocabulary
      #expect((example.refused == nil) == informs.contains { $0 == vocabulary }, "\(example.name)")
    }
  }

  @Test(arguments: examples)
  func `both roads of validation and the form for comparison say the same of it`(example: KeywordExample)
    throws
  {
    let schema = try Schema(example.schema, options: example.options)
    var arena = FormulaArena()
    var origins: [Formula: String]?
    let shape = SchemaLowering.shape(of: schema.graph, in: &arena, deadline: nil, origins: &origins).shape
    for (payload, expected) in [(example.accepted, true), (example.refused, false)] {
      guard let payload else { continue }
      #expect(schema.plainVerdict(on: payload) == expected, "the collecting road, \(payload)")
      #expect(schema.plainViolations(in: payload).isEmpty == expected, "\(payload)")
      #expect(try schema.steps(on: payload.text()).verdict == expected, "the compiled form, \(payload)")
      #expect(arena.holds(shape, for: payload) == expected, "the comparison, \(payload)")
    }
    #expect(arena.opaqueReasons.isEmpty)
  }

  @Test(arguments: examples)
  func `schemas that differ in it only are no twins, and one that is written twice is`(
    example: KeywordExample
  ) throws {
    let schema = try Schema(example.schema, options: example.options)
    let twins = try SchemaTwins(schema.graph, Schema(example.schema, options: example.options).graph)
    #expect(twins[schema.graph.root] != nil || schema.graph.isDynamic)
    guard let document = example.other else { return }
    let other = try Schema(document, options: example.options)
    #expect(SchemaTwins(schema.graph, other.graph)[other.graph.root] == nil)
    #expect(!schema.isIncluded(in: other).isIncluded || !other.isIncluded(in: schema).isIncluded)
  }
}
