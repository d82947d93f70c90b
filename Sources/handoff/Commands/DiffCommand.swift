import HandoffChecking
import HandoffContracts
import HandoffReports
import HandoffSchema

/// `handoff diff OLD NEW`.
struct DiffCommand: Command {
  static let description = CommandDescription(
    name: "diff",
    summary: "Say what changed between two versions of a system's contracts, and whom that breaks",
    discussion: [
      "OLD and NEW are manifests, or one contract each: system.json#/contracts/NAME, a file with a contract, or one"
        + " with a JSON Schema that stands for a contract's output. Each contract is identical,"
        + " compatible (other words), widening (readers may break), narrowing (writers may break) or breaking, with"
        + " a payload for each side that breaks, the version step that semver requires, and the agents to look at."
    ],
    operands: [
      .init("OLD", summary: "the manifest or contract as it was"),
      .init("NEW", summary: "the manifest or contract as it is"),
    ],
    options: [.closed, .failOnChange, .contractFormat, .schema, .schemaRoot, .reportOutput, .quiet],
    examples: [
      .init("Before a release", "handoff diff released.json system.json"),
      .init("Two versions of a schema", "handoff diff plan-1.schema.json plan-2.schema.json"),
      .init(
        "A member was added, and no writer sends what its version does not name",
        "handoff diff --closed plan-1.schema.json plan-2.schema.json"),
      .init("Nothing may change", "handoff diff released.json system.json --fail-on any"),
    ],
    statuses: ["nothing at or above the threshold of --fail-on changed", "something did"])

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) throws(UsageError) {
    self.arguments = arguments
  }

  func run(in surroundings: Surroundings) async throws(CommandError) -> ToolStatus {
    let sources = SchemaSources(arguments)
    var old = try ContractFile.read(arguments.operands[0], sources: sources, in: surroundings)
    var new = try ContractFile.read(arguments.operands[1], sources: sources, in: surroundings)
    guard (old.contract == nil) == (new.contract == nil) else {
      let whole =
        old.contract == nil ? (arguments.operands[0], old.system) : (arguments.operands[1], new.system)
      let known = ManifestSchemas(whole.1.manifest, file: whole.0).contracts
      throw CommandError(lines: [
        "\(TerminalText.line(whole.0)): this is a manifest, and the other is one contract; write"
          + " \(TerminalText.line(whole.0))#/contracts/NAME, or compare two manifests; \(known)"
      ])
    }
    // A contract that the file gives no name has that of the other side.
    if old.isUnnamed, let name = new.contract { old.rename(to: name) }
    if new.isUnnamed, let name = old.contract { new.rename(to: name) }
    let outputs = try ReportOutputs(arguments, in: surroundings)
    var diff: SystemDiff
    do throws(SchemaError) {
      diff = try SystemDiff(
        from: old.system, to: new.system, options: ComparisonOptions(producerIsClosed: arguments.has(.closed))
      )
    } catch {
      throw CommandError(lines: ["handoff diff: \(TerminalText.line("\(error)"))"])
    }
    if let newName = new.contract, let oldName = old.contract {
      diff.contracts.removeAll { !$0.isAbout(newName) && !$0.isAbout(oldName) }
      (diff.addedAgents, diff.removedAgents, diff.addedHandoffs, diff.removedHandoffs) = ([], [], [], [])
    }
    let isAny = arguments.text(.failOnChange) == "any"
    let document = DiffDocument(
      diff, system: new.system.name, file: InputFile.label(arguments.operands[1]), failsOnAny: isAny)
    let status: ToolStatus = (isAny ? diff.hasContractChange : diff.hasBreakingChange) ? .findings : .clean
    try outputs.finish(with: document, status: status, in: surroundings)
    return status
  }
}

extension ContractFile.Content {
  /// Renames the only contract.
  fileprivate mutating func rename(to name: String) {
    contract = name
    for place in system.contracts.indices { system.contracts[place].name = name }
  }
}

extension ContractDiff {
  fileprivate func isAbout(_ contract: String) -> Bool { ExactString(name) == ExactString(contract) }
}
