/// The fast road, asked by the collecting one about what it need not walk.
///
/// Collecting explains refusals; whatever is accepted needs none, and an alternative that was only tried needs a
/// verdict. Where there is no answer the collecting road finds out for itself.
struct ValidationOracle {
  private(set) var runner: ProgramRunner
  let tags: UnionTags

  var tape: TapeView { runner.tape }

  /// The steps that may be spent on answers, and for each value on the tape; an answer about a part is found anew
  /// although one about the whole looked at it, so that deep refusals could cost the square of their depth.
  private static let stepLimit = 200_000
  private static let stepsPerValue = 40

  /// Takes a runner, which whoever lent it must take back at the end: it may own more memory by then.
  init(_ runner: ProgramRunner, _ program: ValidationProgram) {
    self.runner = runner
    tags = program.tags
    self.runner.steps = 0
    self.runner.stepLimit = Self.stepLimit + runner.tape.count * Self.stepsPerValue
  }

  /// The steps that answers took.
  var steps: Int { runner.steps }

  /// The verdict of a node on the value at an index of the tape, or `nil` where it is not known.
  mutating func verdict(of node: SchemaGraph.NodeID, on index: Int) -> Bool? {
    guard runner.steps <= runner.stepLimit else { return nil }
    return runner.verdict(of: ProgramReference(node: node + ProgramCompiler.reserved), on: index)
  }

  /// True where a value may reach a node by several ways.
  func isMeeting(_ node: SchemaGraph.NodeID) -> Bool {
    runner.nodes[node + ProgramCompiler.reserved].flags.contains(.isMeeting)
  }

  /// A number for what dynamic references depend on.
  var scope: Int { runner.scopeState }

  mutating func enterResource(of node: SchemaGraph.NodeID) { runner.enterResource(of: node) }
  mutating func leaveResource() { runner.leaveResource() }
}
