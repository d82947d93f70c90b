/// A schema compiled for deciding about values on a tape, and nothing else.
///
/// A flat image of tables (see ``ProgramImage``) and the few parts that are not plain data.
final class ValidationProgram: Sendable {
  let image: ProgramImage
  let sections: Sections
  let root: ProgramReference
  /// False where the schema has more nodes than a program can name; then it says nothing.
  let fits: Bool
  /// True where nodes must know the resources on the way.
  let isDynamic: Bool
  /// What tells the alternatives of unions apart, for explaining refusals.
  let tags: UnionTags
  let patterns: [LazyMatcher]
  let formats: [Format]
  let numerics: [ExactNumeric]
  /// Sets of numbers that are no machine integers.
  let numbers: [Set<Decimal>]
  /// Sets of arrays and objects.
  let containers: [Set<JSONValue>]

  /// Where the tables stand in the image.
  struct Sections: Sendable {
    var nodes = ProgramImage.Section<ProgramNode>()
    var resources = ProgramImage.Section<Int32>()
    var values = ProgramImage.Section<ProgramValues>()
    var numerics = ProgramImage.Section<ProgramNumeric>()
    var strings = ProgramImage.Section<ProgramString>()
    var arrays = ProgramImage.Section<ProgramArray>()
    var objects = ProgramImage.Section<ProgramObject>()
    var logics = ProgramImage.Section<ProgramLogic>()
    var dynamics = ProgramImage.Section<ProgramDynamic>()
    var overrides = ProgramImage.Section<ProgramOverride>()
    var references = ProgramImage.Section<ProgramReference>()
    var patternProperties = ProgramImage.Section<ProgramPatternProperty>()
    var dependencies = ProgramImage.Section<ProgramDependency>()
    var places = ProgramImage.Section<UInt32>()
    var choices = ProgramImage.Section<ProgramChoice>()
    var questions = ProgramImage.Section<ProgramQuestion>()
    var answers = ProgramImage.Section<ProgramAnswer>()
    var integers = ProgramImage.Section<Int>()
    /// The powers of ten that a machine integer holds.
    var powers = ProgramImage.Section<Int>()
    var names = ProgramImage.Section<NameEntry>()
    var slots = ProgramImage.Section<UInt32>()
    var bytes = ProgramImage.Section<UInt8>()
    /// The addresses of the matchers of ``ValidationProgram/patterns``.
    var matchers = ProgramImage.Section<UInt>()
  }

  /// Keywords for numbers, exactly.
  struct ExactNumeric: Sendable {
    var minimum: Decimal?
    var maximum: Decimal?
    var exclusiveMinimum: Decimal?
    var exclusiveMaximum: Decimal?
    var multipleOf: Decimal?
  }

  /// Compiles a schema.
  ///
  /// - Complexity: O(*n*) in the size of the schema.
  init(_ graph: SchemaGraph) {
    fits = graph.nodes.count + ProgramCompiler.reserved < ProgramReference.nodeLimit
    var compiler = ProgramCompiler(fits ? graph : SchemaGraph(nodes: [], root: 0))
    compiler.compile()
    patterns = compiler.patterns.map { LazyMatcher($0) }
    (image, sections) = compiler.image(patterns)
    root = fits ? compiler.reference(graph.root) : .never
    isDynamic = graph.isDynamic
    tags = compiler.tags
    formats = compiler.formats
    numerics = compiler.exactNumerics
    numbers = compiler.numbers
    containers = compiler.containers
  }

  /// The verdict on the value on a tape, or `nil` where the program cannot tell; see ``ProgramRunner``.
  func verdict(on tape: TapeView) -> Bool? { verdict(on: tape, from: root) }

  /// The verdict of the schema at one node, with dynamic references as if evaluation began there.
  func verdict(on tape: TapeView, at node: SchemaGraph.NodeID) -> Bool? {
    verdict(on: tape, from: ProgramReference(node: node + ProgramCompiler.reserved))
  }

  @inline(__always)
  private func verdict(on tape: TapeView, from start: ProgramReference) -> Bool? {
    fits ? withRunner(over: tape) { runner in runner.verdict(of: start, on: 0) } ?? nil : nil
  }

  /// Lends a runner over a tape; only a program that ``fits`` has any.
  @inline(__always)
  func withRunner<Result>(over tape: TapeView, _ body: (inout ProgramRunner) -> Result) -> Result? {
    // The runner holds the program unretained.
    defer { withExtendedLifetime(self) {} }
    return image.words.withUnsafeBytes { image in
      withUnsafeTemporaryAllocation(of: Bool.self, capacity: MarkStack.usualCapacity) { lent in
        guard let base = image.baseAddress else { return nil }
        var runner = ProgramRunner(self, image: base, tape: tape, marks: MarkStack(lent))
        defer { runner.marks.release() }
        return body(&runner)
      }
    }
  }
}
